#include "analysis/report/positions_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace comity::analysis {
namespace {

constexpr std::size_t most_frames_by_round = 24;

std::string year_of(const std::string& time) { return time.substr(0, 4); }

// `2020-07-01` -> `2020 Q3`.
std::string quarter_of(const std::string& time)
{
    const int month = time.size() >= 7 ? std::stoi(time.substr(5, 2)) : 1;
    return fmt::format("{} Q{}", year_of(time), (month + 2) / 3);
}

// A map has room for some hundred marks; the page stays small for a world of any size.
constexpr std::size_t most_countries = 1'000;

std::vector<std::string> labels(const sim::NetcdfFile& file, const std::string& name, std::size_t length)
{
    return file.find_var(name) ? file.get<std::string>(name, {length}) : std::vector<std::string>(length);
}

std::vector<double> numbers(const sim::NetcdfFile& file, const std::string& name, std::size_t length)
{
    if (!file.find_var(name)) return std::vector<double>(length, missing);
    auto values = file.get<double>(name, {length});
    const auto fill = file.number_attribute(file.var(name), "_FillValue");
    for (double& value : values)
        if (fill && value == *fill) value = missing;
    return values;
}

std::vector<CountryLabel> country_labels(const sim::NetcdfFile& file, const std::vector<std::size_t>& chosen)
{
    const auto codes = file.get<std::string>("country");
    const std::size_t n = codes.size();
    const auto names = labels(file, "country_name", n), numeric = labels(file, "iso_numeric", n), regions = labels(file, "region", n);
    const auto latitude = numbers(file, "latitude", n), longitude = numbers(file, "longitude", n);
    std::vector<CountryLabel> out;
    for (const std::size_t c : chosen)
        out.push_back({codes[c], names[c].empty() ? codes[c] : names[c], numeric[c], regions[c], latitude[c], longitude[c]});
    return out;
}

// One round of a [time, arena, country] variable, the chosen countries only.
std::vector<double> round_of(const sim::NetcdfFile& file, const std::string& name, std::size_t round, std::size_t arenas, std::size_t countries,
                             const std::vector<std::size_t>& chosen)
{
    const auto var = file.var(name);
    const auto all = file.get<double>(var, {{round, 0, 0}, {1, arenas, countries}});
    const auto fill = file.number_attribute(var, "_FillValue");
    std::vector<double> out;
    for (std::size_t a = 0; a < arenas; ++a)
        for (const std::size_t c : chosen) {
            const double value = all[a * countries + c];
            out.push_back(fill && value == *fill ? missing : value);
        }
    return out;
}

}  // namespace

std::vector<Frame> choose_frames(const std::vector<std::string>& times)
{
    std::vector<Frame> frames;
    const bool by_round = times.size() <= most_frames_by_round;
    for (std::size_t t = 0; t < times.size(); ++t) {
        const bool last_of_year = t + 1 == times.size() || year_of(times[t + 1]) != year_of(times[t]);
        if (by_round) frames.push_back({t, quarter_of(times[t])});
        else if (last_of_year) frames.push_back({t, year_of(times[t])});
    }
    return frames;
}

std::string iso_date(double days)
{
    using namespace std::chrono;
    const sys_days day = sys_days{2020y / January / 1} + std::chrono::days{std::lround(days)};
    const year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::vector<std::size_t> choose_countries(std::size_t in_world, std::size_t most)
{
    const std::size_t shown = std::min(in_world, most);
    std::vector<std::size_t> chosen(shown);
    for (std::size_t n = 0; n < shown; ++n) chosen[n] = n * in_world / shown;
    return chosen;
}

std::vector<std::string> read_times(const sim::NetcdfFile& ensemble)
{
    std::vector<std::string> times;
    for (const double days : ensemble.get<double>("time")) times.push_back(iso_date(days));
    return times;
}

Positions read_positions(const sim::NetcdfFile& file)
{
    Positions positions;
    if (!file.find_var("position_mean") || !file.find_var("position_sd")) return positions;

    const std::size_t countries = file.get<std::string>("country").size();
    const auto chosen = choose_countries(countries, most_countries);
    positions.arenas = file.get<std::string>("arena");
    positions.countries = country_labels(file, chosen);
    positions.countries_in_world = countries;
    const auto times = read_times(file);
    for (const char* name : {"position_mean", "position_sd"}) file.expect_shape(name, {times.size(), positions.arenas.size(), countries});
    for (const Frame& frame : choose_frames(times)) {
        positions.frames.push_back(frame.words);
        positions.mean.push_back(round_of(file, "position_mean", frame.round, positions.arenas.size(), countries, chosen));
        positions.sd.push_back(round_of(file, "position_sd", frame.round, positions.arenas.size(), countries, chosen));
    }
    return positions;
}

}  // namespace comity::analysis
