#include "scenarios/dates.hpp"

#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days(int year, int month)
{
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

}  // namespace

bool parse_quarter(const std::string& text, Quarter& result)
{
    if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4') return false;
    const auto year = sim::to_integer(text.substr(0, 4));
    if (!year || *year < 1000) return false;
    result = {static_cast<int>(*year), text[5] - '0'};
    return true;
}

std::optional<Quarter> quarter_of_day(const std::string& text)
{
    const bool month_form = text.size() == 7 && text[4] == '-';
    const bool day_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
    if (!month_form && !day_form) return std::nullopt;
    const auto part = [&](std::size_t from, std::size_t length) {
        return static_cast<int>(sim::to_integer(text.substr(from, length)).value_or(0));
    };
    const int year = part(0, 4), month = part(5, 2), day = day_form ? part(8, 2) : 1;
    if (year < 1000 || month < 1 || month > 12 || day < 1 || day > days(year, month)) return std::nullopt;
    return Quarter{year, (month + 2) / 3};
}

}  // namespace comity::scenarios
