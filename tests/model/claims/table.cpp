#include "tests/model/claims/table.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace comity::tests {
namespace {

std::string figure(double value)
{
    constexpr double rounding = 1e-12;
    return fmt::format("{:.4g}", std::abs(value) < rounding ? 0.0 : value);
}

void set(scenarios::Claim& line, const Finding& found)
{
    line.expected = words(found.expected);
    line.result = words(verdict(found));
    line.effect = figure(found.effect.mean);
    line.low = figure(found.effect.low);
    line.high = figure(found.effect.high);
    line.counter = figure(found.counter.mean);
    line.counter_low = figure(found.counter.low);
    line.counter_high = figure(found.counter.high);
    line.runs = std::to_string(found.runs);
}

}  // namespace

std::vector<Row> rows()
{
    std::vector<Row> all;
    for (const auto& subject :
         {bond_rows(), partner_rows(), veto_rows(), voting_rows(), agenda_rows(), institution_rows(), conduct_rows(), system_rows()})
        all.insert(all.end(), subject.begin(), subject.end());
    std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
    return all;
}

std::vector<scenarios::Claim> with_findings(const std::vector<scenarios::Claim>& table, const Row& row)
{
    std::vector<scenarios::Claim> lines;
    std::copy_if(table.begin(), table.end(), std::back_inserter(lines),
                 [&](const scenarios::Claim& line) { return line.row == row.id; });
    const std::vector<Finding> found = row.check();
    if (found.size() != lines.size())
        throw std::runtime_error(fmt::format("{}: {} checks, but {} lines in the table", row.id, found.size(), lines.size()));
    for (std::size_t k = 0; k < lines.size(); ++k) set(lines[k], found[k]);
    return lines;
}

}  // namespace comity::tests
