#pragma once
// Recorded roll calls and what each country did on them.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/ideal_points.hpp"

namespace comity::analysis {

/// A day of the calendar.
struct Day {
    int year = 0, month = 0, day = 0;
    friend auto operator<=>(const Day&, const Day&) = default;
};
/// `2019-12-27`; nothing where the calendar has no such day.
std::optional<Day> parse_day(std::string_view text);

/// One text that was voted on.
struct RollCall {
    std::string id;
    Day date;
    std::string title;
    std::string topic;  ///< primary topic, such as `hr`
    std::string stem;   ///< title_stem of the title: texts that return share it
    std::string agenda;  ///< the item that it came under; empty where it is not recorded
};

/// A title in lower case, its Latin letters and spaces alone: numbers and punctuation change from year to year.
std::string title_stem(std::string_view title);

/// Shape:  countries ascending; roll calls by day, in one day as they were listed; cast [country, roll call]
struct RecordedVotes {
    static constexpr std::int8_t not_cast = -1;  ///< absent, or no member
    using Table = Eigen::Array<std::int8_t, Eigen::Dynamic, Eigen::Dynamic>;

    std::vector<std::string> countries;  ///< ISO3
    std::vector<RollCall> roll_calls;
    Table cast;  ///< a Choice, or not_cast

    int num_countries() const { return static_cast<int>(countries.size()); }
    int num_roll_calls() const { return static_cast<int>(roll_calls.size()); }
    /// Row of a country, -1 where it is not there.
    int row(std::string_view country) const;
    /// First roll call after a year; num_roll_calls() where there is none.
    int first_after(int year) const;
    /// The same countries and roll calls without any vote cast after a year: what could be known then, and the texts that were to come.
    RecordedVotes until(int year) const;
};

/// Votes of some roll calls, by row, for a fit.
///
/// Shape:  items are the roll calls first, first + 1, ..., last - 1
RollCalls window_of(const RecordedVotes& votes, int first, int last);

}  // namespace comity::analysis
