#include "tests/analysis/report/example_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>

#include "analysis/report/positions_reader.hpp"
#include "sim/csv.hpp"
#include "sim/netcdf_file.hpp"

namespace comity::analysis::example {
namespace {

constexpr int rounds = 60;

// A number in [-1, 1) that depends on the text alone: SplitMix64 over FNV-1a.
double luck(const std::string& text)
{
    std::uint64_t h = 1469598103934665603ULL;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<double>((h ^ (h >> 31)) >> 11) * 0x1p-52 - 1;
}

struct Shape {
    const char *name, *title, *group, *meaning;
    double start, slope, spread, low, high;
};

const std::vector<Shape>& shapes()
{
    static const std::vector<Shape> all{
        {"capacity_UNGA", "Capacity of the General Assembly", "institutions", "What the body can still do, from 0 to 1", 0.9, -0.1, 0.03, 0, 1},
        {"capacity_HRC", "Capacity of the Human Rights Council", "institutions", "What the body can still do, from 0 to 1", 0.8, -0.25, 0.06, 0, 1},
        {"capacity_WHO", "Capacity of the health assembly", "institutions", "What the body can still do, from 0 to 1", 0.85, -0.3, 0.05, 0, 1},
        {"share_vetoed", "Share of drafts vetoed", "institutions", "In the Security Council", 0.05, 0.04, 0.02, 0, 1},
        {"agreement_S", "Agreement of pairs", "agreement", "Yes against no in contested votes", 0.6, -0.05, 0.04, 0, 1},
        {"same_vote_CHN_RUS", "Identical votes of China and Russia", "agreement", "Human rights texts", 0.87, 0.05, 0.03, 0, 1},
        {"opposite_CHN_RUS", "Opposite votes of China and Russia", "dyads", "Yes against no", 0, 0, 0, 0, 1},
        {"modularity_spread", "Spread of the modularity", "blocs", "Made at the end of the run", 0.2, 0.1, 0.05, 0, 1},
        {"polarisation_HR", "Polarisation, human rights", "polarisation", "Across countries", 0.8, 0.15, 0.05, 0, missing},
        {"gap_HR", "Gap between the blocs, human rights", "polarisation", "Difference of means", 2.1, 0.4, 0.1, missing, missing},
        {"status_quo_HR1", "Status quo of HR1", "norms", "what decisions have settled on (q_m): universality vs national interpretation", 1.2, -0.5, 0.15, -4, 4},
        {"status_quo_HR2", "Status quo of HR2", "norms", "what decisions have settled on (q_m): country scrutiny without vs only with consent", 1.2, -0.7, 0.2, -4, 4},
        {"status_quo_NI1", "Status quo of NI1", "norms", "what decisions have settled on (q_m): third-pillar protection action vs strict non-interference", -0.3, -0.2, 0.1, -4, 4},
        {"status_quo_CY1", "Status quo of CY1", "norms", "what decisions have settled on (q_m): multi-stakeholder vs intergovernmental governance", 1.2, -0.3, 0.1, -4, 4},
        {"status_negative_HR1", "Status, HR1, sovereignty-first reading", "norms", "stage of the life cycle", 0.5, 1.0, 0.3, 0, 4},
        {"status_positive_HR1", "Status, HR1, individual-rights reading", "norms", "stage of the life cycle", 3.0, -0.5, 0.3, 0, 4}};
    return all;
}

double share_of_time(int t) { return static_cast<double>(t) / (rounds - 1); }

Fan fan_of(const Shape& shape, double lean)
{
    Fan fan;
    for (int t = 0; t < rounds; ++t) {
        const double wave = 0.1 * shape.spread * std::sin(t / 2.5);
        const double middle = shape.start + shape.slope * lean * share_of_time(t) + wave;
        const double half = shape.spread * std::sqrt(share_of_time(t));
        fan.q05.push_back(middle - 1.645 * half);
        fan.q25.push_back(middle - 0.674 * half);
        fan.q50.push_back(middle);
        fan.q75.push_back(middle + 0.674 * half);
        fan.q95.push_back(middle + 1.645 * half);
        fan.mean.push_back(middle);
    }
    if (std::string_view(shape.group) == "blocs")  // made once
        for (auto band : {&fan.q05, &fan.q25, &fan.q50, &fan.q75, &fan.q95, &fan.mean}) std::fill(band->begin(), band->end() - 1, missing);
    return fan;
}

double region_mean(const std::string& region)
{
    if (region == "WEOG") return 1.2;
    if (region == "EEG") return 0.9;
    if (region == "GRULAC") return -0.2;
    return region == "AFR" ? -0.5 : -0.4;
}

Positions positions_of(const std::vector<CountryLabel>& countries, const std::vector<std::string>& times, double lean)
{
    Positions p;
    p.arenas = {"HR", "NI", "CY", "CT"};
    p.countries = countries;
    p.countries_in_world = countries.size();
    for (const auto& frame : choose_frames(times)) {
        p.frames.push_back(frame.words);
        std::vector<double> mean, sd;
        const double share = share_of_time(static_cast<int>(frame.round));
        for (const auto& arena : p.arenas)
            for (const auto& country : countries) {
                const double drift = arena == "CT" ? 0 : -0.5 * lean * (0.6 + 0.4 * luck(country.code + "drift"));
                mean.push_back(region_mean(country.region) + 0.7 * luck(country.code) + 0.2 * luck(country.code + arena) + drift * share);
                sd.push_back(0.05 + 0.25 * std::sqrt(share));
            }
        p.mean.push_back(mean);
        p.sd.push_back(sd);
    }
    return p;
}

// The day of an ISO date after 2020-01-01.
double days_of(const std::string& date)
{
    using namespace std::chrono;
    const auto part = [&](std::size_t at, std::size_t length) { return std::stoi(date.substr(at, length)); };
    const sys_days day{year{part(0, 4)} / part(5, 2) / part(8, 2)};
    return static_cast<double>((day - sys_days{2020y / January / 1}).count());
}

void write_ensemble(const std::filesystem::path& path, const RunResults& r)
{
    using sim::NetcdfType;
    auto file = sim::NetcdfFile::create(path);
    const auto time = file.define_dim("time", r.times.size());
    const auto metric = file.define_dim("metric", r.fans.size()), quantile = file.define_dim("quantile", 5);
    const auto days = file.define_var("time", NetcdfType::f64, std::array{time});
    const auto metrics = file.define_var("metric", NetcdfType::text, std::array{metric});
    const auto shares = file.define_var("quantile", NetcdfType::f64, std::array{quantile});
    const auto quantiles = file.define_var("series_quantile", NetcdfType::f64, std::array{quantile, metric, time});
    const auto means = file.define_var("series_mean", NetcdfType::f64, std::array{metric, time});
    file.end_definitions();

    std::vector<double> numbers;
    for (const auto& date : r.times) numbers.push_back(days_of(date));
    file.put(days, numbers);
    std::vector<std::string> names;
    for (const auto& [name, fan] : r.fans) names.push_back(name);
    file.put(metrics, names);
    file.put(shares, std::vector<double>{0.05, 0.25, 0.5, 0.75, 0.95});
    const auto bands = [&](std::initializer_list<std::vector<double> Fan::*> which) {
        std::vector<double> all;
        for (const auto band : which)
            for (const auto& [name, fan] : r.fans) all.insert(all.end(), (fan.*band).begin(), (fan.*band).end());
        return all;
    };
    file.put(quantiles, bands({&Fan::q05, &Fan::q25, &Fan::q50, &Fan::q75, &Fan::q95}));
    file.put(means, bands({&Fan::mean}));
    file.close();
}

}  // namespace

Outcomes outcomes_of(const std::vector<std::string>& names, const std::vector<std::int64_t>& replicates, const std::vector<std::vector<double>>& columns)
{
    const auto column = [names, columns](const std::string& name) {
        return columns.at(static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
    };
    return {names, column, [replicates] { return replicates; }};
}

std::vector<CountryLabel> countries_of(const std::filesystem::path& countries_csv)
{
    const auto table = sim::CsvTable::read(countries_csv);
    std::vector<CountryLabel> countries;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto cell = [&](const char* column) { return table.cell(row, table.require(column)); };
        countries.push_back({cell("code"), cell("name"), cell("iso_numeric"), cell("region"), sim::to_double(cell("latitude")).value_or(missing),
                             sim::to_double(cell("longitude")).value_or(missing)});
    }
    return countries;
}

std::vector<CountryLabel> imagined_countries(int count)
{
    std::vector<CountryLabel> countries;
    for (int n = 0; n < count; ++n)
        countries.push_back({fmt::format("K{:03}", n), fmt::format("Country {}", n + 1), "", n % 2 == 0 ? "WEOG" : "AFR", missing, missing});
    return countries;
}

RunResults results_of(const std::string& id, const std::string& title, double lean, const std::vector<CountryLabel>& countries, int runs)
{
    RunResults r;
    r.folder = id;
    r.manifest = {.program = "comity", .version = "0.1.0", .commit = "0123456789ab", .scenario = id, .title = title,
                  .narrative = "Made-up results for trying the page; nothing here comes from the model.", .start = "2020Q1", .state = "complete",
                  .started = "2020-01-01T00:00:00Z", .ended = "2020-01-01T00:00:07Z", .rounds = rounds, .runs = runs, .finished = runs, .threads = 1, .seed = "1",
                  .failed = {}, .files = {{"runs.csv", 1234, std::string(64, 'a')}}, .metrics = {}, .arenas = {}};
    r.manifest.arenas = {{"HR", "Human rights", "sovereignty-first reading", "individual-rights reading"},
                         {"NI", "Non-interference", "strict non-interference", "conditional sovereignty"},
                         {"CY", "Cyberspace", "intergovernmental control", "open, multi-stakeholder"},
                         {"CT", "Control arena", "negative", "positive"}};
    r.scenario_text = "# made up\nid: " + id + "\nseed: 1\n";
    for (int t = 0; t < rounds; ++t) r.times.push_back(fmt::format("{}-{:02}-01", 2020 + t / 4, 1 + 3 * (t % 4)));
    std::vector<std::int64_t> replicates(static_cast<std::size_t>(runs));
    std::iota(replicates.begin(), replicates.end(), 0);
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;
    for (const auto& shape : shapes()) {
        r.manifest.metrics.push_back({shape.name, shape.title, "1", shape.group, shape.meaning, shape.low, shape.high});
        r.fans[shape.name] = fan_of(shape, lean);
        names.emplace_back(shape.name);
        auto& column = columns.emplace_back();
        for (int k = 0; k < runs; ++k) {
            const double shared = luck(fmt::format("{}{}", shape.name, k)), own = luck(fmt::format("{}{}{}", shape.name, k, id));
            column.push_back(shape.start + shape.slope * lean + shape.spread * (1.5 * shared + 0.4 * own));
        }
    }
    r.outcomes = outcomes_of(names, replicates, columns);
    r.positions = positions_of(countries, r.times, lean);
    return r;
}

std::vector<RunResults> three_scenarios(const std::vector<CountryLabel>& countries, int runs)
{
    auto results = std::vector{results_of("s01-baseline-2020", "Baseline 2020", 1.0, countries, runs), results_of("s02-us-return", "US return", 0.8, countries, runs),
            results_of("s03-us-exit", "US exit", 1.6, countries, runs)};
    for (auto& one : results) one.manifest.input = {.recorded = true, .values = {{"world", "world-2020"}, {"rules.threat.base", "-2"}}, .events = {}};
    results[1].manifest.input.values["rules.threat.base"] = "-1.5";
    results[1].manifest.input.events = {{{"type", {"return"}}, {"step", {"4"}}, {"state", {"USA"}}, {"forum", {"all"}}, {"engagement", {"1"}}}};
    return results;
}

std::vector<RunResults> awkward_scenarios(const std::vector<CountryLabel>& countries, int runs)
{
    auto results = three_scenarios(countries, runs);
    results[1].manifest.title = "A scenario with a title that is much longer than a line of the page or the width of any picture in it";
    results[1].manifest.failed = {{7, 7, "positions: a number is not finite in rule 'influence', round 12, " + std::string(80, 'x')}};
    results[1].manifest.finished = runs - 1;
    results[2].manifest.seed = "2";
    return results;
}

void write_folder(const std::filesystem::path& folder, const RunResults& r)
{
    std::filesystem::create_directories(folder);
    nlohmann::ordered_json manifest{{"program", {{"name", "comity"}, {"version", r.manifest.version}, {"commit", r.manifest.commit}}},
                                    {"command", "run"},
                                    {"scenario", {{"id", r.manifest.scenario}, {"title", r.manifest.title}, {"narrative", r.manifest.narrative},
                                                  {"start", "2020Q1"}, {"rounds", rounds}, {"seed", 1}, {"runs", r.manifest.runs}}},
                                    {"state", "complete"},
                                    {"finished", r.manifest.finished},
                                    {"failed", nlohmann::ordered_json::array()},
                                    {"files", {{"runs.csv", {{"bytes", 1234}, {"sha256", "aa"}}}}}};
    for (const auto& failed : r.manifest.failed)
        manifest["failed"].push_back({{"run", failed.run}, {"replicate", failed.replicate}, {"message", failed.message}});
    for (const auto& m : r.manifest.metrics) {
        manifest["metrics"].push_back({{"name", m.name}, {"title", m.title}, {"unit", m.unit}, {"group", m.group}, {"meaning", m.meaning}, {"low", nullptr}});
        if (std::isfinite(m.high)) manifest["metrics"].back()["high"] = m.high;
    }
    for (const auto& a : r.manifest.arenas)
        manifest["arenas"].push_back({{"id", a.id}, {"title", a.title}, {"negative", a.negative}, {"positive", a.positive}});
    std::ofstream(folder / "manifest.json") << manifest.dump(2) << '\n';
    std::ofstream(folder / "scenario.yaml") << r.scenario_text;

    std::ofstream runs(folder / "runs.csv");
    runs << "run,scenario,replicate,seed";
    for (const auto& name : r.outcomes.names) runs << ',' << name;
    const auto replicates = r.outcomes.replicates();
    for (std::size_t k = 0; k < replicates.size(); ++k) {
        runs << fmt::format("\n{},{},{},1", k, r.manifest.scenario, replicates[k]);
        for (const auto& name : r.outcomes.names) runs << ',' << sim::number(r.outcomes.values(name)[k]);
    }
    runs << '\n';
    write_ensemble(folder / "ensemble.nc", r);
}

}  // namespace comity::analysis::example
