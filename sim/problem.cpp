#include "sim/problem.hpp"

#include <algorithm>

namespace comity::sim {
namespace {

/// Edit distance in which two neighbouring letters changed about count as one slip (optimal string alignment).
std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> two_above(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        two_above.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
    }
    return row[b.size()];
}

bool alike_but_for_case(const std::string& a, const std::string& b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::size_t common_beginning(const std::string& a, const std::string& b)
{
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& known)
{
    constexpr std::size_t longest = 64;  // a longer name is no slip of the pen, and comparing it would take long
    if (name.size() > longest) return {};
    const std::size_t most = std::max<std::size_t>(1, name.size() / 3);
    std::string best;
    std::size_t best_distance = 0, best_beginning = 0;
    for (const auto& candidate : known) {
        if (alike_but_for_case(name, candidate)) return candidate;
        const std::size_t d = distance(name, candidate), same = common_beginning(name, candidate);
        if (d > most || d >= name.size()) continue;
        if (!best.empty() && (d > best_distance || (d == best_distance && same <= best_beginning))) continue;
        best = candidate;
        best_distance = d;
        best_beginning = same;
    }
    return best;
}

std::string suggestion(const std::string& name, const std::vector<std::string>& known)
{
    const std::string best = nearest(name, known);
    return best.empty() ? std::string{} : "; did you mean '" + best + "'?";
}

}  // namespace comity::sim
