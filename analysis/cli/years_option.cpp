#include "analysis/cli/years_option.hpp"

#include "sim/csv.hpp"

namespace comity::analysis {

std::optional<Years> years_from(const std::string& text)
{
    const auto colon = text.find(':');
    const auto first = sim::to_integer(text.substr(0, colon));
    const auto last = colon == std::string::npos ? first : sim::to_integer(text.substr(colon + 1));
    if (!first || !last || *first < 1946 || *last > 9999 || *last < *first) return std::nullopt;
    return Years{static_cast<int>(*first), static_cast<int>(*last)};
}

}  // namespace comity::analysis
