#pragma once
// Module M4: elected seats are voted on, with slates that may have more candidates than seats.

#include <vector>

#include <Eigen/Core>

#include "agents/setting.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
class Influence;

struct ElectionParams {
    static constexpr const char* title = "Seats of councils are voted on where there are more candidates than seats";

    bool on = false;
    double distance_weight = 1;
    double closeness_weight = 2;
    double leverage_weight = 1;
    double reputation_weight = 2;
    double bar = -1.5;
    double clean_chance = 0.7;
    double appeal_spread = 0.3;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M4)", "off in the core");
        field("distance_weight", self.distance_weight, Range{0, 4}, "logit/position", "a_x: dislike of candidates with other positions", "judgement");
        field("closeness_weight", self.closeness_weight, Range{0, 8}, "logit", "a_K: liking for the closest partner", "judgement");
        field("leverage_weight", self.leverage_weight, Range{0, 4}, "logit", "a_E: effect of asymmetric dependence on the candidate", "judgement");
        field("reputation_weight", self.reputation_weight, Range{0, 8}, "logit", "a_r: effect of the candidate's reputation", "judgement");
        field("bar", self.bar, Range{-4, 1}, "logit", "u0: liking below which a name is not ticked on the first ballot", "judgement");
        field("clean_chance", self.clean_chance, Range{0, 1}, "1", "p_cl: chance that a region puts forward as many candidates as seats", "judgement");
        field("appeal_spread", self.appeal_spread, Range{0, 1.2}, "logit", "standard deviation of a candidate's appeal to all", "judgement");
    }
};

/// Slates of a round's elections. A slate is contested where it has more candidates than seats.
struct SlateCounts {
    int slates = 0;
    int contested = 0;
};

/// Whether a forum's seats are voted on where the module plays.
bool votes_on_seats(const Forum& forum);
/// The arena of most of a forum's business, else that of its first sub-norm, else the first.
ArenaId main_arena(const Institutions& institutions, ForumId forum);

/// What contest_seats makes new.
struct CouncilElections {
    std::vector<SeatTerm> terms;
    SlateCounts slates;
};

/// Terms that begin next year in forums with contested seats, voted on in their election quarter (module M4).
///
/// Vacancies S_r of a region and who may stand for them are those of rotate_seats. With chance p_cl the slate has S_r candidates, else
/// S_r + 1: the first of the draw by which rotate_seats gives seats. Where a `slate` event of the past year names countries of the region
/// that may stand, they are the slate, filled up from the draw to S_r. All countries vote. Country i likes candidate k by
///
/// u_ik = -a_x |x_i - x_k| + a_K K_ik / max_j K_ij + a_E L_ik + a_r (rep_k - .5) + appeal_k + Gumbel, appeal_k ~ N(0, .3),
///
/// x on the arena of most of the forum's business, L_ik = D_ik (1 - D_ki) (with what outreach added, where k belongs to a leader); a
/// candidate likes itself best. On the first ballot each ticks the names it likes most with u > u0, S_r at most. Who has ticks of more
/// than half of the voters is elected, those with most first where they are more than the seats. For R seats that are left, further
/// ballots follow among the 2 R names with most ticks, R ticks at most, now without u0, so that each ballot fills a seat: where all have
/// ticks of exactly half, the first by code win. Ties go by code throughout.
///
/// Shape:  `reputation` [country], rep_k in [0, 1]
/// Draws:  slate: one uniform per (forum, region), agent = the region's name as a code, index = forum; seat: as rotate_seats;
///         appeal: one uniform per (forum, candidate), index = forum; ballot: one uniform per (voter, candidate, forum),
///         index = the candidate's code mixed with the forum, so that candidates keep their luck whoever stands beside them
/// Source: agents/MODEL.md 4.12; further ballots: rules of procedure of the General Assembly, rule 94 (from the first
///         further ballot on, whatever the number of ballots)
CouncilElections contest_seats(const World& now, const Setting& setting, const Influence& influence, const ElectionParams& params,
                               const Eigen::ArrayXd& reputation, const sim::Draws& draws);

/// Who is elected to `seats` by the likings [voter, candidate] of a slate: columns in the order of candidates' codes.
///
/// Result: the winners' columns, in order of election
std::vector<int> elected(const Eigen::ArrayXXd& liking, int seats, double bar);

/// Ticks of each candidate on a first ballot, [candidate].
std::vector<int> first_ballot(const Eigen::ArrayXXd& liking, int seats, double bar);

/// L_ik as ties from k to i, for Setting::leverage.
TieGraph leverage_ties(const TieGraph& trade);

}  // namespace comity::agents
