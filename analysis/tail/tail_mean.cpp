#include "analysis/tail/tail_mean.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/contracts.hpp"

namespace comity::analysis {

TailMean tail_mean(std::vector<double> values, double level)
{
    sim::expects(0 <= level && level < 1, "a level lies in [0, 1)");
    std::erase_if(values, [](double x) { return std::isnan(x); });
    if (values.empty()) return {};
    const double n = static_cast<double>(values.size()), weight = std::max(1.0, (1 - level) * n);
    const auto whole = static_cast<std::size_t>(weight);
    const std::size_t edge = std::min(whole, values.size() - 1);  // the value that counts in part
    std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(edge + 1), values.end(), std::greater<>());

    double sum = (weight - static_cast<double>(whole)) * values[edge];
    for (std::size_t k = 0; k < whole; ++k) sum += values[k];
    TailMean found;
    found.mean = sum / weight;
    if (whole < 2) return found;
    double squares = 0;
    for (std::size_t k = 0; k < whole; ++k) squares += (values[k] - found.mean) * (values[k] - found.mean);
    const double below = found.mean - values[whole - 1];
    found.error = std::sqrt((squares / static_cast<double>(whole - 1) + level * below * below) / weight);
    return found;
}

}  // namespace comity::analysis
