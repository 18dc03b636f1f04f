#include "analysis/report/html.hpp"

#include <fmt/format.h>

#include <cmath>

namespace comity::analysis {

namespace {

constexpr double tiniest = 1e-6;  // of what shares, positions and counts are read for; what is nearer to 0 is called so

}  // namespace

std::string html(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string script_safe(std::string json)
{
    std::string out;
    out.reserve(json.size());
    for (const char c : json) {
        if (c == '<') out += "\\u003c";
        else out += c;
    }
    return out;
}

std::string shown(double value)
{
    if (!std::isfinite(value)) return "–";
    const double size = std::abs(value);
    // Three digits that count, so that a small difference shows in the values it is the difference of; two where it is tiny.
    if (size > 0 && size < tiniest) return "≈ 0";
    const int small = size > 0 ? static_cast<int>(std::ceil(-std::log10(size))) + 1 : 0;
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 || size == 0 ? 3 : size >= 0.01 ? 4 : size >= 0.001 ? 5 : small;
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    std::string out;
    for (const char c : text) out += c == '-' ? std::string("−") : std::string(1, c);
    return out;
}

std::string signed_number(double value)
{
    return value >= tiniest && std::isfinite(value) ? "+" + shown(value) : shown(value);
}

std::string tick_text(double value)
{
    const std::string text = fmt::format("{:.6g}", value);
    return text.front() == '-' ? "−" + text.substr(1) : text;
}

std::string axis_words(const std::string& unit)
{
    if (unit.empty() || unit == "1") return "index";
    if (unit == "position") return "position (1: a standard deviation among countries)";
    if (unit == "position^2") return "position, squared";
    return unit;
}

std::string count(long long value)
{
    std::string digits = std::to_string(std::abs(value));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
    return value < 0 ? "−" + digits : digits;
}

std::string counted(long long number, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count(number), number == 1 ? one : many);
}

std::string percent(double share)
{
    if (share > 0.99 && share < 1) return "over 99 %";
    if (share > 0 && share < 0.01) return "under 1 %";
    return fmt::format("{:.0f} %", 100 * share);
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (std::size_t n = 0; n < parts.size(); ++n) out += (n == 0 ? "" : n + 1 == parts.size() ? " and " : ", ") + parts[n];
    return out;
}

HtmlTable::HtmlTable(std::vector<std::string> headings)
{
    head_ = "<tr>";
    for (const auto& heading : headings) head_ += "<th scope=\"col\">" + heading + "</th>";
    head_ += "</tr>";
}

void HtmlTable::row(std::vector<std::string> cells)
{
    body_ += "<tr>";
    for (std::size_t n = 0; n < cells.size(); ++n)
        body_ += n == 0 ? "<th scope=\"row\">" + cells[n] + "</th>" : "<td>" + cells[n] + "</td>";
    body_ += "</tr>\n";
}

std::string HtmlTable::text() const
{
    return "<table><thead>" + head_ + "</thead><tbody>\n" + body_ + "</tbody></table>\n";
}

}  // namespace comity::analysis
