#pragma once
// Dates of the calendar as quarters.

#include <optional>
#include <string>

namespace comity::scenarios {

/// A quarter such as `2020Q1`.
struct Quarter {
    int year = 0, quarter = 1;
};
bool parse_quarter(const std::string& text, Quarter& result);

/// The quarter of a day `2020-07-31` or a month `2020-07`; nothing where the calendar has no such day.
std::optional<Quarter> quarter_of_day(const std::string& text);

}  // namespace comity::scenarios
