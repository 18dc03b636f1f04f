#include "agents/measures/bandwagon.hpp"

#include "agents/measures/sides.hpp"

namespace comity::agents {
namespace {

constexpr auto last_cast = static_cast<std::int8_t>(Vote::yes);

/// Whether a draft shows who wins: a leader's own, on which votes differ.
bool counts(const Draft& draft, const Outcome& outcome) { return proposed_by_leader(draft) && !outcome.unanimous; }

}  // namespace

BandwagonMeasure::Counts& BandwagonMeasure::Counts::operator+=(const Counts& other)
{
    compared += other.compared;
    towards += other.towards;
    away += other.away;
    return *this;
}

BandwagonMeasure::BandwagonMeasure(const Setting& setting)
    : setting_(&setting), adopted_(setting.leaders.size() * setting.institutions.arenas.size())
{
    const Coalitions at_start(setting);
    for (int i = 0; i < setting.num_countries(); ++i)
        if (!at_start.leader_of({i}).exists()) unled_.push_back(i);
}

void BandwagonMeasure::reset()
{
    window_.clear();
    for (Votes& votes : adopted_) votes.clear();
}

std::vector<Column> BandwagonMeasure::columns() const
{
    const std::string window = ", last four rounds; a leader is the recent winner of an arena while its last contested draft there was adopted";
    return {
        {{"bandwagon_rate", "Bandwagon rate", "share", "strategy", "share of votes by countries without a leader that have moved towards the recent winner: nearer to yes on its next draft than on the one adopted" + window, 0, 1}, Summary::mean},
        {{"bandwagon_net", "Bandwagon rate, net", "share", "strategy", "share of votes by countries without a leader that have moved towards the recent winner, minus the share that have moved away" + window, -1, 1}, Summary::mean},
    };
}

std::size_t BandwagonMeasure::place(const Draft& draft) const
{
    return static_cast<std::size_t>(draft.leader.index) * setting_->institutions.arenas.size() + static_cast<std::size_t>(draft.arena.index);
}

BandwagonMeasure::Counts BandwagonMeasure::moves(const Votes& before, const std::int8_t* votes) const
{
    Counts found;
    for (std::size_t k = 0; k < before.size(); ++k) {
        const std::int8_t now = votes[unled_[k]];
        if (before[k] > last_cast || now > last_cast) continue;
        ++found.compared;
        found.towards += now > before[k];
        found.away += now < before[k];
    }
    return found;
}

void BandwagonMeasure::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    const auto votes_on = [&](std::size_t v) { return record.ballots.votes.col(static_cast<Eigen::Index>(v)).data(); };
    Counts now;
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v)
        if (const Draft& d = record.agenda.drafts[v]; counts(d, record.outcomes.of[v])) now += moves(adopted_[place(d)], votes_on(v));
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        const Draft& d = record.agenda.drafts[v];
        if (!counts(d, record.outcomes.of[v])) continue;
        Votes& kept = adopted_[place(d)];
        kept.clear();
        if (!record.outcomes.of[v].adopted) continue;
        for (const int i : unled_) kept.push_back(votes_on(v)[i]);
    }
    window_.add(world.round - 1, now);
    const Counts year = window_.total();
    row.put(ratio(year.towards, year.compared));
    row.put(ratio(year.towards - year.away, year.compared));
}

}  // namespace comity::agents
