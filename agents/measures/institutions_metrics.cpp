#include "agents/measures/institutions_metrics.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

constexpr int rounds_to_paralysis = 4;

/// What is paid into a forum beside dues (rule 4.4), as a share of its scale.
double paid_beside_dues(const World& world, Eigen::Index forum)
{
    double paid = world.refill(forum) * world.fill_ambition.sum();
    for (const Payment& topup : world.topups)
        if (topup.forum.index == forum) paid += topup.amount;
    return paid;
}

/// Gap that missing dues leave, G_f of rule 4.4.
double funding_gap(const World& world, const Setting& setting, Eigen::Index forum)
{
    const auto dues = world.dues_paid.col(forum);
    return (setting.assessment * (1 - (dues < 0).select(world.engagement.col(forum), dues))).sum();
}

}  // namespace

InstitutionMeasure::InstitutionMeasure(const Setting& setting)
    : setting_(&setting), shared_(shared_mandates(setting)), rounds_low_(setting.institutions.forums.size(), 0), rounds_paralysed_(setting.institutions.forums.size(), 0)
{
}

void InstitutionMeasure::reset()
{
    std::fill(rounds_low_.begin(), rounds_low_.end(), 0);
    std::fill(rounds_paralysed_.begin(), rounds_paralysed_.end(), 0);
}

std::vector<Column> InstitutionMeasure::columns() const
{
    const std::string g = "institutions";
    std::vector<Column> found;
    for (const Forum& f : setting_->institutions.forums) {
        found.push_back({{"capacity_" + f.id, "Capacity, " + f.title, "1", g, "capacity to work (C_f, rule 4.8): 1 is full working order", 0, 1}, Summary::end | Summary::lowest});
        found.push_back({{"deadlock_" + f.id, "Deadlock, " + f.title, "share", g, "share of the forum's drafts vetoed or failed, mean of four rounds with drafts", 0, 1}, Summary::none});
        found.push_back({{"shortfall_" + f.id, "Budget shortfall, " + f.title, "share", g, "share of the dues neither paid nor filled in by others (short_f, rule 4.4)", 0, 1}, Summary::end});
    }
    found.push_back({{"capacity_mean", "Mean capacity", "1", g, "mean capacity to work (C_f) of the forums that exist: 1 is full working order", 0, 1}, Summary::end | Summary::lowest});
    found.push_back({{"refill_share", "Refill of missing dues", "share", "strategy", "share of the gap that missing dues leave in the forums that exist which others fill (min(G_f, paid beside dues) over G_f, rule 4.4), summed over forums; not defined without a gap", 0, 1}, Summary::end | Summary::mean});
    found.push_back({{"duplicate_load", "Duplicate mandates", "share", g, "how much of what could be done twice is: sum over forums of over_f = sum o_ff' min(1, n_f' / max(1, n_f)), n leader-tabled drafts of four rounds, over the sum of all overlaps o_ff'", 0, 1}, Summary::end | Summary::mean});
    found.push_back({{"paralysed_forums", "Paralysed forums", "forums", g, "number of forums whose capacity has been below the level of paralysis (capacity.paralysis_level) for four rounds or more", 0, static_cast<double>(setting_->num_forums())}, Summary::end | Summary::highest});
    return found;
}

std::vector<Metric> InstitutionMeasure::outcome_columns() const
{
    std::vector<Metric> found;
    const double rounds = setting_->rounds;
    for (const Forum& f : setting_->institutions.forums)
        found.push_back({"paralysed_rounds_" + f.id, "Rounds paralysed, " + f.title, "rounds", "institutions", "rounds in which the forum's capacity had been below capacity.paralysis_level for four rounds or more", 0, rounds});
    found.push_back({"paralysed_rounds", "Rounds paralysed, all forums", "rounds", "institutions", "sum over forums of the rounds paralysed", 0, rounds * setting_->num_forums()});
    return found;
}

void InstitutionMeasure::observe(const World& world, RowWriter& row)
{
    const int t = world.round - 1;
    const double level = world.rules.capacity.paralysis_level;
    const Eigen::ArrayXd load = duplicate_load(world, *setting_);
    double capacity = 0, forums = 0, paralysed = 0, gaps = 0, filled = 0;
    for (std::size_t f = 0; f < rounds_low_.size(); ++f) {
        const auto k = static_cast<Eigen::Index>(f);
        if (!exists(world, *setting_, static_cast<int>(f), t)) {
            for (int c = 0; c < 3; ++c) row.put(undefined);
            continue;
        }
        row.put(world.capacity(k));
        row.put(world.deadlock(k));
        row.put(world.shortfall(k));
        // Where some of the gap is left, the gap is what is left and what was paid; only otherwise it has to be added up.
        const double paid = paid_beside_dues(world, k), left = world.shortfall(k);
        const double gap = left > 0 || paid == 0 ? left + paid : std::max(0.0, funding_gap(world, *setting_, k));
        gaps += gap;
        filled += std::min(gap, paid);
        capacity += world.capacity(k);
        forums += 1;
        rounds_low_[f] = world.capacity(k) < level ? rounds_low_[f] + 1 : 0;
        if (rounds_low_[f] < rounds_to_paralysis) continue;
        paralysed += 1;
        ++rounds_paralysed_[f];
    }
    mean_capacity_ = ratio(capacity, forums);
    double greatest = 0;
    for (const SharedMandate& each : shared_)
        if (!waits(world, *setting_, each.first) && !waits(world, *setting_, each.second)) greatest += 2 * each.overlap;  // counted both ways
    duplicate_share_ = greatest > 0 ? std::min(1.0, load.sum() / greatest) : 0;
    row.put(mean_capacity_);
    row.put(ratio(filled, gaps));
    row.put(duplicate_share_);
    row.put(paralysed);
}

void InstitutionMeasure::outcomes(RowWriter& row) const
{
    int all = 0;
    for (const int rounds : rounds_paralysed_) {
        row.put(rounds);
        all += rounds;
    }
    row.put(all);
}

}  // namespace comity::agents
