#include "agents/measures/rival_tracks.hpp"

#include <algorithm>

#include "agents/measures/sides.hpp"

namespace comity::agents {
namespace {

constexpr int rounds_apart = 4;

}  // namespace

RivalTrackMeasure::Counts& RivalTrackMeasure::Counts::operator+=(const Counts& other)
{
    cast += other.cast;
    yes += other.yes;
    return *this;
}

void RivalTrackMeasure::reset()
{
    tracks_.clear();
    window_.clear();
}

std::vector<Column> RivalTrackMeasure::columns() const
{
    return {{{"forum_overlap", "Support for both of two rival tracks", "share", "strategy",
              "of countries that cast a vote on both of two rival drafts, the share that voted yes on both, last four rounds; rivals: contested drafts of opposite camps that would move one sub-norm in opposite directions, within four rounds", 0, 1},
             Summary::mean}};
}

bool RivalTrackMeasure::rivals(const Track& a, const Track& b) { return a.norm == b.norm && a.camp != b.camp && a.upward != b.upward; }

void RivalTrackMeasure::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    const int round = world.round - 1;
    std::erase_if(tracks_, [&](const Track& old) { return old.round <= round - rounds_apart; });
    Counts now;
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        const Draft& d = record.agenda.drafts[v];
        if (!proposed_by_leader(d) || record.outcomes.of[v].unanimous || d.proposal == d.status_quo) continue;
        const std::int8_t* votes = record.ballots.votes.col(static_cast<Eigen::Index>(v)).data();
        Track track{round, d.norm, setting_->leaders[static_cast<std::size_t>(d.leader.index)].camp, d.proposal > d.status_quo, {}};
        track.votes.assign(votes, votes + record.ballots.votes.rows());
        for (const Track& other : tracks_) {
            if (!rivals(track, other)) continue;
            for (std::size_t i = 0; i < track.votes.size(); ++i) {
                constexpr auto yes = static_cast<std::int8_t>(Vote::yes);
                now.cast += track.votes[i] <= yes && other.votes[i] <= yes;
                now.yes += track.votes[i] == yes && other.votes[i] == yes;
            }
        }
        tracks_.push_back(std::move(track));
    }
    window_.add(round, now);
    const Counts year = window_.total();
    row.put(ratio(year.yes, year.cast));
}

}  // namespace comity::agents
