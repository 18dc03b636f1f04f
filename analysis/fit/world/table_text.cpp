#include "analysis/fit/world/table_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {

TableText::TableText(const std::vector<std::string>& header) : width_(header.size()) { write(header); }

void TableText::add(const std::vector<std::string>& cells)
{
    if (cells.size() != width_) throw std::logic_error("a row has another number of cells than the header");
    write(cells);
    ++rows_;
}

void TableText::write(const std::vector<std::string>& cells)
{
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (c != 0) text_ += ',';
        text_ += sim::quoted(cells[c]);
    }
    text_ += '\n';
}

std::string rounded(double value, int decimals)
{
    if (std::isnan(value)) return {};
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string significant(double value, int digits)
{
    if (std::isnan(value) || value == 0) return rounded(value, 0);
    return rounded(value, std::max(0, digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))))));
}

std::vector<std::string> shares(const std::vector<double>& weights, int decimals)
{
    double sum = 0;
    for (const double weight : weights) {
        if (!(std::isfinite(weight) && weight >= 0)) throw std::invalid_argument("a share of a whole is negative or missing");
        sum += weight;
    }
    if (!(sum > 0)) throw std::invalid_argument("shares of nothing");
    const auto whole = static_cast<std::int64_t>(std::llround(std::pow(10.0, decimals)));
    std::vector<std::int64_t> parts;
    std::vector<std::pair<double, std::size_t>> remainders;  // negative, so that the largest sorts first
    std::int64_t left = whole;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = weights[i] / sum * static_cast<double>(whole);
        parts.push_back(static_cast<std::int64_t>(std::floor(exact)));
        remainders.emplace_back(std::floor(exact) - exact, i);
        left -= parts.back();
    }
    std::sort(remainders.begin(), remainders.end());
    for (std::int64_t r = 0; r < left; ++r) ++parts[remainders[static_cast<std::size_t>(r)].second];
    std::vector<std::string> texts;
    for (const auto part : parts) texts.push_back(rounded(static_cast<double>(part) / static_cast<double>(whole), decimals));
    return texts;
}

}  // namespace comity::analysis
