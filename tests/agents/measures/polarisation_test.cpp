#include <cmath>
#include <vector>

#include "agents/measures/polarisation.hpp"
#include "sim/distributions.hpp"
#include "tests/support/catch.hpp"

using namespace comity::agents;

namespace {

/// `n` values at the quantiles (k + 1/2) / n of a law.
template <class Quantile>
std::vector<double> quantiles(int n, Quantile quantile)
{
    std::vector<double> x;
    for (int k = 0; k < n; ++k) x.push_back(quantile((k + 0.5) / n));
    return x;
}

double bimodality(const std::vector<double>& x) { return comity::agents::bimodality(x.data(), static_cast<int>(x.size())); }

}  // namespace

TEST_CASE("Esteban-Ray polarisation of the published masses", "[agents][measures]")
{
    const Eigen::ArrayXd ends = Eigen::Array2d{-1, 1}, three = Eigen::Array3d{-1, 0, 1};
    CHECK(esteban_ray(Eigen::Array2d{0.5, 0.5}, ends) == Approx(0.406126).margin(5e-7));
    CHECK(esteban_ray(Eigen::Array3d::Constant(1.0 / 3), three) == Approx(0.213103).margin(5e-7));
    CHECK(esteban_ray(Eigen::Array2d{0.9, 0.1}, ends) == Approx(0.165981).margin(5e-7));
}

TEST_CASE("bins give the same polarisation as the masses in them", "[agents][measures]")
{
    // ten countries, nine at -1 and one at +1: distance 2 between the bins
    std::vector<double> x(10, -1);
    x[9] = 1;
    Binned binned(10);
    CHECK(binned.esteban_ray(x.data(), 10) == Approx(0.165981).margin(5e-7));
    // places within a bin do not matter
    x[0] = -0.76;
    CHECK(binned.esteban_ray(x.data(), 10) == Approx(0.165981).margin(5e-7));
}

TEST_CASE("halves at the ends of the axis are the most polarised world", "[agents][measures]")
{
    std::vector<double> x(100, -4);
    for (int i = 50; i < 100; ++i) x[static_cast<std::size_t>(i)] = 4;
    Binned binned(100);
    CHECK(binned.esteban_ray(x.data(), 100) == Approx(greatest_polarisation()));
    x[50] = -4;
    CHECK(binned.esteban_ray(x.data(), 100) < greatest_polarisation());
    CHECK(binned.esteban_ray(std::vector<double>(100, 1.3).data(), 100) == 0);
}

TEST_CASE("bimodality of a normal is 1/3, of a uniform 5/9, of two equal points 1", "[agents][measures]")
{
    constexpr int n = 200'000;
    CHECK(bimodality(quantiles(n, [](double p) { return comity::sim::normal_quantile(p); })) == Approx(1.0 / 3).margin(1e-3));
    CHECK(bimodality(quantiles(n, [](double p) { return p; })) == Approx(5.0 / 9).margin(1e-4));
    CHECK(bimodality(quantiles(n, [](double p) { return p < 0.5 ? -1.0 : 1.0; })) == Approx(1).margin(1e-4));
}

TEST_CASE("bimodality of four values by hand", "[agents][measures]")
{
    // 0, 0, 0, 4: mean 1, m2 = 3, m3 = 6, m4 = 21; g1 = 6/3^1.5 = 1.1547, g2 = 21/9 - 3 = -2/3;
    // skew = sqrt(12)/2 g1 = 2, kurt = 3/2 (5 g2 + 6) = 4; (4 + 1) / (4 + 27/2) = 2/7
    CHECK(bimodality({0, 0, 0, 4}) == Approx(2.0 / 7));
    CHECK(std::isnan(bimodality({1, 1, 1, 1})));
    CHECK(std::isnan(bimodality({0, 1, 2})));
}
