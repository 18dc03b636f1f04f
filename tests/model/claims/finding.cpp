#include "tests/model/claims/finding.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>

namespace comity::tests {
namespace {

using Side = Expected::Side;

bool inside(const Expected& expected, const Estimate& of)
{
    switch (expected.side) {
        case Side::above:
            return of.low > expected.value;
        case Side::below:
            return of.high < expected.value;
        case Side::at:
            return of.low == expected.value && of.high == expected.value;
    }
    return false;
}

bool outside(const Expected& expected, const Estimate& of)
{
    switch (expected.side) {
        case Side::above:
            return of.high <= expected.value;
        case Side::below:
            return of.low >= expected.value;
        case Side::at:
            return of.low > expected.value || of.high < expected.value;
    }
    return false;
}

/// Whether what is expected is gone.
bool vanished(const Finding& f)
{
    if (!inside(f.expected, f.counter)) return true;
    if (f.expected.side == Side::at) return false;
    const double farthest = std::max(std::abs(f.counter.low - f.expected.value), std::abs(f.counter.high - f.expected.value));
    return farthest <= std::abs(f.effect.mean - f.expected.value) / 10;
}

bool apart(const Estimate& a, const Estimate& b)
{
    return a.low > b.high || a.high < b.low;
}

}  // namespace

Estimate estimate(const std::vector<double>& values)
{
    std::vector<double> of;
    std::copy_if(values.begin(), values.end(), std::back_inserter(of), [](double value) { return std::isfinite(value); });
    if (of.size() < 2) throw std::runtime_error("an estimate needs two values at least");
    const auto n = static_cast<double>(of.size());
    double sum = 0, squares = 0;
    for (const double value : of) sum += value;
    const double mean = sum / n;
    for (const double value : of) squares += (value - mean) * (value - mean);
    const double quantile = boost::math::quantile(boost::math::students_t(n - 1), (1 + claims_level) / 2);
    const double half = quantile * std::sqrt(squares / (n - 1) / n);
    return {mean, mean - half, mean + half};
}

Verdict verdict(const Finding& f)
{
    if (outside(f.expected, f.effect)) return Verdict::not_shown;
    if (!inside(f.expected, f.effect)) return Verdict::undecided;
    if (!vanished(f)) return Verdict::not_shown;
    return apart(f.effect, f.counter) ? Verdict::shown : Verdict::undecided;
}

std::string words(Verdict verdict)
{
    return verdict == Verdict::shown ? "shown" : verdict == Verdict::not_shown ? "not shown" : "undecided";
}

std::string words(const Expected& expected)
{
    const char* side = expected.side == Side::above ? "above " : expected.side == Side::below ? "below " : "";
    return fmt::format("{}{:.4g}", side, expected.value);
}

}  // namespace comity::tests
