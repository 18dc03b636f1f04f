#include "sim/distributions.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contracts.hpp"
#include "sim/elementary.hpp"

namespace comity::sim {
namespace {

template <std::size_t n>
double horner(const double (&c)[n], double x)
{
    double p = c[n - 1];
    for (std::size_t k = n - 1; k-- > 0;) p = p * x + c[k];
    return p;
}

constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,  2.96560571828504891230e-1,
                        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double f[] = {1.0,                       5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};

// The standard normal quantile is made of three approximations; source: Wichura (1988), Applied Statistics 37:477, algorithm AS 241 (PPND16).
constexpr double normal_middle = 0.425;        // distance from 1/2 up to which the quantile is the middle's
constexpr double normal_far = 5;               // r from which the last one holds, for tails below 1.4e-11
constexpr double least_normal_tail = 0x1p-54;  // what a tail of 0 is taken as

/// At 1/2 + q, |q| <= normal_middle.
double normal_quantile_middle(double q)
{
    const double r = 0.180625 - q * q;
    double a = r * 2.5090809287301226727e+3 + 3.3430575583588128105e+4;
    double b = r * 5.2264952788528545610e+3 + 2.8729085735721942674e+4;
    a = a * r + 6.7265770927008700853e+4;
    b = b * r + 3.9307895800092710610e+4;
    a = a * r + 4.5921953931549871457e+4;
    b = b * r + 2.1213794301586595867e+4;
    a = a * r + 1.3731693765509461125e+4;
    b = b * r + 5.3941960214247511077e+3;
    a = a * r + 1.9715909503065514427e+3;
    b = b * r + 6.8718700749205790830e+2;
    a = a * r + 1.3314166789178437745e+2;
    b = b * r + 4.2313330701600911252e+1;
    a = a * r + 3.3871328727963666080e0;
    b = b * r + 1.0;
    return q * a / b;
}

/// The size of the quantile at a tail with r = sqrt(-ln tail) up to normal_far.
double normal_quantile_tail(double r)
{
    const double x = r - 1.6;
    double c = x * 7.74545014278341407640e-4 + 2.27238449892691845833e-2;
    double d = x * 1.05075007164441684324e-9 + 5.47593808499534494600e-4;
    c = c * x + 2.41780725177450611770e-1;
    d = d * x + 1.51986665636164571966e-2;
    c = c * x + 1.27045825245236838258e0;
    d = d * x + 1.48103976427480074590e-1;
    c = c * x + 3.64784832476320460504e0;
    d = d * x + 6.89767334985100004550e-1;
    c = c * x + 5.76949722146069140550e0;
    d = d * x + 1.67638483018380384940e0;
    c = c * x + 4.63033784615654529590e0;
    d = d * x + 2.05319162663775882187e0;
    c = c * x + 1.42343711074968357734e0;
    d = d * x + 1.0;
    return c / d;
}

}  // namespace

double normal_quantile(double u)
{
    const double q = u - 0.5;
    if (std::abs(q) <= normal_middle) return normal_quantile_middle(q);
    const double r = std::sqrt(-log(std::max(q < 0 ? u : 1 - u, least_normal_tail)));
    const double z = r <= normal_far ? normal_quantile_tail(r) : horner(e, r - normal_far) / horner(f, r - normal_far);
    return q < 0 ? -z : z;
}

double normal_cdf(double z)
{
    const double size = std::abs(z);
    double tail = 0;
    if (size < 7.07106781186547)
        tail = normal_tail(size, exp(-size * size / 2));
    else if (size < 37)
        tail = exp(-size * size / 2) / 2.506628274631 / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65)))));
    return z > 0 ? 1 - tail : tail;
}

int poisson_quantile(double mean, double u)
{
    expects(mean >= 0 && mean <= 10'000, "the mean of a Poisson count lies in [0, 10,000]");
    if (mean <= 0) return 0;
    constexpr double rounding = 1e-15;
    if (u < 1 - mean - rounding) return 0;  // since exp(-mean) >= 1 - mean
    // Work up from a point far below the mean, where the cumulated probability is below any u that a double can tell from 0.
    int k = mean > 400 ? static_cast<int>(mean - 10 * std::sqrt(mean)) : 0;
    double log_p = -mean;
    for (int j = 1; j <= k; ++j) log_p += log(mean) - log(static_cast<double>(j));
    double p = exp(log_p);
    double sum = p;
    const int last = static_cast<int>(mean + 12 * std::sqrt(mean) + 40);
    while (sum <= u && k < last) {
        ++k;
        p *= mean / k;
        sum += p;
    }
    return k;
}

int categorical(std::span<const double> weights, double u)
{
    double total = 0;
    for (const double w : weights) total += w;
    if (!(total > 0)) return -1;
    const double mark = u * total;
    double sum = 0;
    int last = -1;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        if (weights[k] <= 0) continue;
        sum += weights[k];
        last = static_cast<int>(k);
        if (sum > mark) return last;
    }
    return last;
}

}  // namespace comity::sim
