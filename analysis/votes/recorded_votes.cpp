#include "analysis/votes/recorded_votes.hpp"

#include <algorithm>
#include <chrono>

#include "sim/csv.hpp"

namespace comity::analysis {

std::optional<Day> parse_day(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto part = [&](std::size_t from, std::size_t length) { return sim::to_integer(text.substr(from, length)); };
    const auto year = part(0, 4), month = part(5, 2), day = part(8, 2);
    if (!year || !month || !day || *year < 0 || *month < 1 || *day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return Day{static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day)};
}

std::string title_stem(std::string_view title)
{
    std::string stem;
    for (const char each : title) {
        const char letter = each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
        if (letter == ' ' || (letter >= 'a' && letter <= 'z')) stem += letter;
    }
    return stem;
}

int RecordedVotes::row(std::string_view country) const
{
    const auto found = std::lower_bound(countries.begin(), countries.end(), country);
    return found != countries.end() && *found == country ? static_cast<int>(found - countries.begin()) : -1;
}

int RecordedVotes::first_after(int year) const
{
    const auto found = std::partition_point(roll_calls.begin(), roll_calls.end(), [&](const RollCall& each) { return each.date.year <= year; });
    return static_cast<int>(found - roll_calls.begin());
}

RecordedVotes RecordedVotes::until(int year) const
{
    RecordedVotes known = *this;
    known.cast.rightCols(num_roll_calls() - first_after(year)).setConstant(not_cast);
    return known;
}

RollCalls window_of(const RecordedVotes& votes, int first, int last)
{
    RollCalls window;
    window.num_countries = votes.num_countries();
    window.num_items = last - first;
    for (int r = first; r < last; ++r)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, r); cast != RecordedVotes::not_cast) window.votes.push_back({i, r - first, static_cast<Choice>(cast)});
    return window;
}

}  // namespace comity::analysis
