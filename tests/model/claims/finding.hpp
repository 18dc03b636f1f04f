#pragma once
// What an ensemble says of a claim: an effect with its interval, the same with the mechanism off, and the verdict that follows.

#include <string>
#include <vector>

namespace comity::tests {

/// Every interval of the claims has this level, two-sided.
constexpr double claims_level = 0.99;

/// A mean over runs with its interval.
struct Estimate {
    double mean = 0, low = 0, high = 0;
};

/// Student's t interval of the mean of independent values; what is not finite is left out, and two values must be left.
Estimate estimate(const std::vector<double>& values);
/// A number that no chance touches.
constexpr Estimate exactly(double value)
{
    return {value, value, value};
}

/// Where an effect should lie.
struct Expected {
    enum class Side { above, below, at } side = Side::above;
    double value = 0;
};
constexpr Expected above(double value)
{
    return {Expected::Side::above, value};
}
constexpr Expected below(double value)
{
    return {Expected::Side::below, value};
}
constexpr Expected at(double value)
{
    return {Expected::Side::at, value};
}

/// What a check found.
struct Finding {
    Expected expected;
    Estimate effect;
    Estimate counter;  ///< where the mechanism is off
    int runs = 0;      ///< of each variant; 0 where no chance is involved
};

/// - shown: the effect's interval lies where it should; that of the counter-case lies apart from it and reaches what is expected
/// to be
///   left behind, or leaves a tenth of the effect at most;
/// - not shown: the effect's interval lies wholly elsewhere, or the effect is there with the mechanism off too;
/// - undecided: neither.
enum class Verdict { shown, not_shown, undecided };
Verdict verdict(const Finding& finding);

std::string words(Verdict verdict);
/// `above 0`, `below 0.5`, `0`.
std::string words(const Expected& expected);

}  // namespace comity::tests
