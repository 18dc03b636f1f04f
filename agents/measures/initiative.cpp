#include "agents/measures/initiative.hpp"

#include <algorithm>

namespace comity::agents {

InitiativeMeasure::Counts& InitiativeMeasure::Counts::operator+=(const Counts& other)
{
    tabled += other.tabled;
    adopted += other.adopted;
    cosponsored += other.cosponsored;
    blocked += other.blocked;
    won += other.won;
    cast += other.cast;
    return *this;
}

InitiativeMeasure::InitiativeMeasure(const Setting& setting, const Sides& sides)
    : setting_(&setting),
      sides_(&sides),
      window_(setting.leaders.size()),
      now_(setting.leaders.size()),
      run_(setting.leaders.size())
{
}

void InitiativeMeasure::reset()
{
    for (auto& leader : window_) leader.clear();
    std::fill(run_.begin(), run_.end(), Counts{});
}

std::vector<Column> InitiativeMeasure::columns() const
{
    std::vector<Column> found;
    const std::string window = " in the last four rounds";
    for (const Leader& g : setting_->leaders) {
        found.push_back({{"tabled_" + g.id, "Drafts tabled by " + g.id, "drafts", "strategy", "drafts that " + g.id + " tabled in the round", 0, unbounded}, Summary::total});
        found.push_back({{"initiative_" + g.id, "Initiative ratio of " + g.id, "1", "institutions", "drafts tabled over drafts tabled or blocked" + window + "; blocked: drafts of others that failed while " + g.id + " voted no", 0, 1}, Summary::none});
        found.push_back({{"won_" + g.id, "Contested votes won by " + g.id, "share", "strategy", "contested votes of the members of " + g.id + " on the side that prevailed / contested votes that they cast" + window, 0, 1}, Summary::end | Summary::mean});
        found.push_back({{"payoff_" + g.id, "Payoff of " + g.id, "position^2", "strategy", "how near decisions lie to its position x_g: minus the mean of (q_m - x_g)^2 over the sub-norms that the contest touches, q_m their status quo", -64, 0}, Summary::end});
        found.push_back({{"presence_" + g.id, "Presence of " + g.id, "share", "strategy", "its share of all presence in a forum, which grows with engagement and capability (rule 4.4), mean over forums", 0, 1}, Summary::end});
        for (const Arena& a : setting_->institutions.arenas)
            if (a.load > 0)
                found.push_back({{"window_" + g.id + "_" + a.id, "Window of " + g.id + ", " + a.title, "log ratio", "strategy", "window of opportunity (Om, rule 4.5): strength of the camp of " + g.id + " against the other in arena " + a.id + ", minus its value at the start", unbounded, unbounded}, Summary::none});
    }
    return found;
}

std::vector<Metric> InitiativeMeasure::outcome_columns() const
{
    std::vector<Metric> found;
    for (const Leader& g : setting_->leaders) {
        found.push_back({"success_" + g.id, "Success of the drafts of " + g.id, "share", "strategy", "share of the drafts that " + g.id + " tabled in the run that were adopted", 0, 1});
        found.push_back({"blocked_" + g.id, "Drafts blocked by " + g.id, "drafts", "strategy", "drafts of others that failed while " + g.id + " voted no", 0, unbounded});
        found.push_back({"initiative_" + g.id + "_run", "Initiative ratio of " + g.id + " over the run", "1", "institutions", "drafts tabled over drafts tabled or blocked, over the run", 0, 1});
        found.push_back({"cosponsored_" + g.id, "Drafts of " + g.id + " with the partner's name", "share", "strategy", "share of the drafts of " + g.id + " that the partner co-sponsors", 0, 1});
    }
    return found;
}

double InitiativeMeasure::payoff(const World& world, int leader) const
{
    double sum = 0, norms = 0;
    for (std::size_t m = 0; m < setting_->institutions.norms.size(); ++m) {
        const ArenaId a = setting_->institutions.norms[m].arena;
        if (setting_->institutions.arenas[static_cast<std::size_t>(a.index)].load <= 0) continue;
        const double distance = world.status_quo(static_cast<Eigen::Index>(m)) - world.leader_position(leader, a.index);
        sum += distance * distance;
        norms += 1;
    }
    return ratio(-sum, norms);
}

void InitiativeMeasure::observe(const World& world, const RoundRecord& record, const SideVotes& votes, RowWriter& row)
{
    std::fill(now_.begin(), now_.end(), Counts{});
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        const Outcome& o = record.outcomes.of[v];
        const Draft& d = record.agenda.drafts[v];
        if (proposed_by_leader(d)) {
            Counts& own = now_[static_cast<std::size_t>(d.leader.index)];
            ++own.tabled;
            own.adopted += o.adopted;
            own.cosponsored += d.partner_cosponsors;
        }
        if (o.unanimous) continue;
        for (int g = 0; g < sides_->num_leaders; ++g) {
            Counts& now = now_[static_cast<std::size_t>(g)];
            const VoteCounts& c = votes.of(v, g);
            now.blocked += !o.adopted && d.leader.index != g && voted_no(c);
            now.won += o.adopted ? c.yes : c.no;
            now.cast += c.cast();
        }
    }
    for (int g = 0; g < sides_->num_leaders; ++g) {
        const auto k = static_cast<std::size_t>(g);
        window_[k].add(world.round - 1, now_[k]);
        run_[k] += now_[k];
        const Counts year = window_[k].total();
        row.put(now_[k].tabled);
        row.put(ratio(year.tabled, year.tabled + year.blocked));
        row.put(ratio(year.won, year.cast));
        row.put(payoff(world, g));
        row.put(world.presence.share.row(g).mean());
        for (int a = 0; a < setting_->num_arenas(); ++a)
            if (setting_->institutions.arenas[static_cast<std::size_t>(a)].load > 0) row.put(world.window(g, a));
    }
}

void InitiativeMeasure::outcomes(RowWriter& row) const
{
    for (const Counts& run : run_) {
        row.put(ratio(run.adopted, run.tabled));
        row.put(run.blocked);
        row.put(ratio(run.tabled, run.tabled + run.blocked));
        row.put(ratio(run.cosponsored, run.tabled));
    }
}

}  // namespace comity::agents
