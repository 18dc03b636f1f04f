#include "agents/measures/norm_status.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace comity::agents {
namespace {

constexpr double contested_share = 0.10, settled_share = 2.0 / 3, moved_status_quo = 0.5;
constexpr int great_powers = 10, great_adopters = 2, rounds_to_internalise = 20;
constexpr double unit = 0x1p-40;

std::int64_t whole(double share) { return static_cast<std::int64_t>(std::llround(share / unit)); }

std::vector<std::int64_t> whole_shares(const Eigen::ArrayXd& weights)
{
    const double all = weights.sum();
    std::vector<std::int64_t> shares(static_cast<std::size_t>(weights.size()), 0);
    for (std::size_t i = 0; i < shares.size(); ++i)
        shares[i] = all > 0 ? whole(weights(static_cast<Eigen::Index>(i)) / all) : 0;
    return shares;
}

}  // namespace

NormStatus LifeCycle::advance(int sign, const Uptake& uptake)
{
    // A third exactly counts: shares are ratios of whole numbers of countries.
    const bool tipped = uptake.share >= 1.0 / 3 && uptake.great_powers >= great_adopters;
    const bool institutionalised = tipped && sign * uptake.status_quo > moved_status_quo;
    rounds_held_ = institutionalised && uptake.share >= settled_share ? rounds_held_ + 1 : 0;
    if (rounds_held_ >= rounds_to_internalise)
        status_ = NormStatus::internalised;
    else if (institutionalised)
        status_ = NormStatus::institutionalised;
    else if (tipped)
        status_ = NormStatus::tipped;
    else
        status_ = uptake.share >= contested_share ? NormStatus::contested : NormStatus::emergent;
    return status_;
}

void NormMeasure::Support::change(std::int64_t sign, std::int64_t by_population, std::int64_t by_capability, std::int64_t great)
{
    countries += sign;
    population += sign * by_population;
    capability += sign * by_capability;
    great_powers += sign * great;
}

NormMeasure::NormMeasure(const Setting& setting)
    : setting_(&setting),
      population_(whole_shares(setting.population)),
      support_(setting.institutions.norms.size()),
      cycles_(setting.institutions.norms.size())
{
    population_.resize(static_cast<std::size_t>(setting.num_countries()), 0);
    all_population_ = std::accumulate(population_.begin(), population_.end(), std::int64_t{0});
}

void NormMeasure::reset() { std::fill(cycles_.begin(), cycles_.end(), std::array<LifeCycle, 2>{}); }

std::vector<Column> NormMeasure::columns() const
{
    const std::string g = "norms";
    std::vector<Column> found;
    for (const Norm& m : setting_->institutions.norms) {
        const Arena& arena = setting_->institutions.arenas[static_cast<std::size_t>(m.arena.index)];
        for (const bool positive : {false, true}) {
            const std::string pole = positive ? "positive" : "negative";
            const std::string of = m.id + ", " + (positive ? arena.positive : arena.negative);
            const std::string who = " that have taken up the " + pole + " formulation of " + m.id + " (" + (positive ? arena.positive : arena.negative) + ")";
            found.push_back({{"support_" + pole + "_" + m.id, "Support, " + of, "share", g, "share of countries" + who, 0, 1}, Summary::end});
            found.push_back({{"support_population_" + pole + "_" + m.id, "Support by population, " + of, "share", g, "share of world population in countries" + who, 0, 1}, Summary::none});
            found.push_back({{"support_capability_" + pole + "_" + m.id, "Support by capability, " + of, "share", g, "share of world capability in countries" + who, 0, 1}, Summary::none});
            found.push_back({{"status_" + pole + "_" + m.id, "Status, " + of, "stage", g, "stage of the life cycle: 0 emergent, 1 contested, 2 tipped, 3 institutionalised, 4 internalised", 0, 4}, Summary::highest});
        }
        found.push_back({{"status_quo_" + m.id, "Status quo of " + m.id, "position", g, "what decisions have settled on so far, between the two readings (q_m): " + m.title, -4, 4}, Summary::end});
        found.push_back({{"contestation_" + m.id, "Contestation of " + m.id, "1", g, "1 where half of the countries have taken up each of the two formulations, 0 where one has none: 4 s(-) s(+), s their shares", 0, 1}, Summary::end});
    }
    found.push_back({{"contestation_mean", "Mean contestation", "1", g, "how evenly countries are divided between two formulations, 4 s(-) s(+) with s their shares, mean over the sub-norms that the contest touches", 0, 1}, Summary::end | Summary::mean});
    return found;
}

/// Weights by capability and the ten largest powers; the sums start anew.
void NormMeasure::weigh(const World& world)
{
    ranked_by_ = world.capability;
    capability_ = whole_shares(ranked_by_);
    all_capability_ = std::accumulate(capability_.begin(), capability_.end(), std::int64_t{0});
    std::vector<int> order(capability_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int i, int j) {
        const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
        return capability_[a] != capability_[b] ? capability_[a] > capability_[b] : setting_->code[a] < setting_->code[b];
    });
    great_.assign(capability_.size(), 0);
    for (std::size_t k = 0; k < std::min<std::size_t>(great_powers, order.size()); ++k) great_[static_cast<std::size_t>(order[k])] = 1;
    followed_ = AdoptionTable::Zero(world.adopted.rows(), world.adopted.cols());
    std::fill(support_.begin(), support_.end(), std::array<Support, 2>{});
}

/// Brings the sums in line with the adoption table; only entries that changed cost time.
void NormMeasure::follow(const World& world)
{
    if (ranked_by_.size() != world.capability.size() || (ranked_by_ != world.capability).any()) weigh(world);
    const auto n = static_cast<std::size_t>(world.adopted.rows());
    constexpr std::size_t word = 8;  // compared at once
    for (std::size_t m = 0; m < support_.size(); ++m) {
        const std::int8_t* now = world.adopted.col(static_cast<Eigen::Index>(m)).data();
        std::int8_t* before = followed_.col(static_cast<Eigen::Index>(m)).data();
        for (std::size_t first = 0; first < n; first += word) {
            const std::size_t length = std::min(word, n - first);
            if (length == word && std::memcmp(now + first, before + first, word) == 0) continue;
            for (std::size_t i = first; i < first + length; ++i) {
                if (now[i] == before[i]) continue;
                if (before[i] != 0) support_[m][before[i] > 0].change(-1, population_[i], capability_[i], great_[i]);
                if (now[i] != 0) support_[m][now[i] > 0].change(+1, population_[i], capability_[i], great_[i]);
                before[i] = now[i];
            }
        }
    }
}

void NormMeasure::observe(const World& world, RowWriter& row)
{
    follow(world);
    const double n = setting_->num_countries();
    const auto& institutions = setting_->institutions;
    double contested = 0, norms = 0;
    for (std::size_t m = 0; m < support_.size(); ++m) {
        const double q = world.status_quo(static_cast<Eigen::Index>(m));
        for (const std::size_t pole : {0u, 1u}) {
            const Support& s = support_[m][pole];
            const double share = static_cast<double>(s.countries) / n;
            row.put(share);
            row.put(ratio(static_cast<double>(s.population), static_cast<double>(all_population_)));
            row.put(ratio(static_cast<double>(s.capability), static_cast<double>(all_capability_)));
            const int sign = pole == 0 ? -1 : 1;
            row.put(static_cast<double>(cycles_[m][pole].advance(sign, {share, static_cast<int>(s.great_powers), q})));
        }
        row.put(q);
        const double contestation = 4 * (static_cast<double>(support_[m][0].countries) / n) * (static_cast<double>(support_[m][1].countries) / n);
        row.put(contestation);
        if (institutions.arenas[static_cast<std::size_t>(institutions.norms[m].arena.index)].load <= 0) continue;
        contested += contestation;
        norms += 1;
    }
    mean_contestation_ = ratio(contested, norms);
    row.put(mean_contestation_);
}

}  // namespace comity::agents
