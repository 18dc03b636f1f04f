#include "agents/measures/polarisation.hpp"

#include <algorithm>
#include <cmath>

#include "agents/measures/position_kernel.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

constexpr double bin_width = 0.25;
constexpr double lowest_position = -4, highest_position = 4;

/// Sums of powers of deviations from the mean.
struct Moments {
    double mean = 0, second = 0, third = 0, fourth = 0;
};

/// From sums of powers: positions are of the order of 1, so that nothing of weight is lost against deviations from the mean.
Moments moments(const double* x, int n)
{
    const PowerSums p = position_kernel().power_sums(static_cast<std::size_t>(n), x);
    const double mean = p.first / n, mm = mean * mean;
    return {mean, std::max(0.0, p.second - n * mm), p.third - 3 * mean * p.second + 2 * n * mm * mean,
            p.fourth - 4 * mean * p.third + 6 * mm * p.second - 3 * n * mm * mm};
}

double bimodality(const Moments& m, int n)
{
    const double v = m.second / n;
    if (n < 4 || !(v > 1e-12)) return undefined;
    const double k = n;
    const double skew = std::sqrt(k * (k - 1)) / (k - 2) * (m.third / k) / (v * std::sqrt(v));
    const double kurt = (k - 1) / ((k - 2) * (k - 3)) * ((k + 1) * (m.fourth / k / (v * v) - 3) + 6);
    return (skew * skew + 1) / (kurt + 3 * (k - 1) * (k - 1) / ((k - 2) * (k - 3)));
}

double member_mean(const World& world, const Side& side, int arena)
{
    double sum = 0;
    for (const int i : side.members) sum += world.position(i, arena);
    return ratio(sum, static_cast<double>(side.members.size()));
}

}  // namespace

double greatest_polarisation() { return (highest_position - lowest_position) * sim::power(0.5, 1 + polarisation_alpha); }

double esteban_ray(const Eigen::ArrayXd& shares, const Eigen::ArrayXd& positions)
{
    double sum = 0;
    for (Eigen::Index i = 0; i < shares.size(); ++i) {
        if (shares(i) <= 0) continue;
        double inner = 0;
        for (Eigen::Index j = 0; j < shares.size(); ++j) inner += shares(j) * std::abs(positions(i) - positions(j));
        sum += sim::power(shares(i), 1 + polarisation_alpha) * inner;
    }
    return sum;
}

double bimodality(const double* x, int n) { return bimodality(moments(x, n), n); }

Binned::Binned(int num_countries) : raised_(static_cast<std::size_t>(num_countries) + 1, 0)
{
    for (int k = 1; k <= num_countries; ++k)
        raised_[static_cast<std::size_t>(k)] = sim::power(static_cast<double>(k) / num_countries, 1 + polarisation_alpha);
}

double Binned::esteban_ray(const double* x, int n)
{
    count_ = {};
    bin_.resize(static_cast<std::size_t>(n));
    position_kernel().find_bins(bin_.size(), x, {lowest_position, 1 / bin_width, num_bins - 1}, bin_.data());
    // Two tables, so that equal neighbours need not wait for each other.
    for (int i = 0; i < n; ++i) ++count_[static_cast<std::size_t>(i % 2)][static_cast<std::size_t>(bin_[static_cast<std::size_t>(i)])];
    // Distances of all others to bin b, in bins, from those to the bin before: one more from each at or below b, one less from each above.
    int inner = 0, below = 0;
    for (std::size_t b = 0; b < num_bins; ++b) inner += (count_[0][b] + count_[1][b]) * static_cast<int>(b);
    double sum = 0;
    for (std::size_t b = 0; b < num_bins; ++b) {
        const int here = count_[0][b] + count_[1][b];
        sum += raised_[static_cast<std::size_t>(here)] * inner;
        below += here;
        inner += below - (n - below);
    }
    return sum * bin_width / n;
}

PolarisationMeasure::PolarisationMeasure(const Setting& setting, const Sides& sides)
    : setting_(&setting), sides_(&sides), binned_(setting.num_countries()), side_mean_(sides.num_leaders, setting.num_arenas())
{
}

std::vector<Column> PolarisationMeasure::columns() const
{
    const std::string g = "polarisation";
    std::vector<Column> found;
    for (const Arena& a : setting_->institutions.arenas) {
        const std::string in = " in arena " + a.id;
        found.push_back({{"polarisation_" + a.id, "Polarisation, " + a.title, "1", g, "how far positions fall into camps that are alike within and far apart" + in + " (Esteban-Ray: sum of w_i^(1+al) w_j |x_i - x_j|, al = 1.3, bins 0.25 wide)", 0, greatest_polarisation()}, Summary::end | Summary::highest});
        found.push_back({{"bimodality_" + a.id, "Bimodality, " + a.title, "1", g, "how two-peaked positions are" + in + ": normal 1/3, even 5/9, two points 1; (skew^2 + 1) / (kurt + 3(n-1)^2 / ((n-2)(n-3)))", 0, 1}, Summary::end});
        found.push_back({{"variance_" + a.id, "Variance of positions, " + a.title, "position^2", g, "sample variance of positions" + in, 0, unbounded}, Summary::end});
        found.push_back({{"position_mean_" + a.id, "Mean position, " + a.title, "position", g, "mean of positions" + in + "; negative towards " + a.negative + ", positive towards " + a.positive, -4, 4}, Summary::end});
    }
    for (int g1 = 0; g1 < sides_->num_leaders; ++g1)
        for (const Arena& a : setting_->institutions.arenas)
            found.push_back({{"position_" + sides_->label(g1) + "_" + a.id, "Position of " + sides_->label(g1) + ", " + a.title, "position", g, "mean position of the members of " + sides_->label(g1) + " in arena " + a.id, -4, 4}, Summary::none});
    for (int g1 = 0; g1 < sides_->num_leaders; ++g1)
        for (int g2 = g1 + 1; g2 < sides_->num_leaders; ++g2)
            for (const Arena& a : setting_->institutions.arenas)
                found.push_back({{"position_gap_" + sides_->label(g1) + "_" + sides_->label(g2) + "_" + a.id, "Distance " + sides_->label(g1) + " - " + sides_->label(g2) + ", " + a.title, "position", g, "distance between the mean positions of the members of " + sides_->label(g1) + " and of " + sides_->label(g2) + " in arena " + a.id, 0, 8}, Summary::end});
    return found;
}

void PolarisationMeasure::observe(const World& world, RowWriter& row)
{
    const int n = setting_->num_countries();
    double contested = 0, arenas = 0;
    for (int a = 0; a < setting_->num_arenas(); ++a) {
        const double* x = world.position.col(a).data();
        const Moments m = moments(x, n);
        const double er = binned_.esteban_ray(x, n);
        row.put(er);
        row.put(bimodality(m, n));
        row.put(ratio(m.second, n - 1));
        row.put(m.mean);
        if (setting_->institutions.arenas[static_cast<std::size_t>(a)].load <= 0) continue;
        contested += er / greatest_polarisation();
        arenas += 1;
    }
    share_of_greatest_ = arenas > 0 ? std::min(1.0, contested / arenas) : undefined;
    for (int g = 0; g < sides_->num_leaders; ++g)
        for (int a = 0; a < setting_->num_arenas(); ++a) {
            side_mean_(g, a) = member_mean(world, sides_->sides[static_cast<std::size_t>(g)], a);
            row.put(side_mean_(g, a));
        }
    for (int g = 0; g < sides_->num_leaders; ++g)
        for (int h = g + 1; h < sides_->num_leaders; ++h)
            for (int a = 0; a < setting_->num_arenas(); ++a) row.put(std::abs(side_mean_(g, a) - side_mean_(h, a)));
}

}  // namespace comity::agents
