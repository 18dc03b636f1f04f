#pragma once
// All that changes from round to round, one array per quantity, country first.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "agents/coalitions.hpp"
#include "agents/country.hpp"
#include "agents/rules.hpp"
#include "agents/rules/begin_events.hpp"
#include "agents/setting.hpp"

namespace comity::agents {

/// An uprising, a violation or a standing dispute that outsiders take sides on.
struct Crisis {
    CountryId target;
    double severity = 0;    ///< at its opening, in [0, 1]
    double attributed = 1;  ///< share attributed to outsiders
    int opened = 0;         ///< round
    bool standing = false;  ///< does not fade
};

/// A tracked dyad that coordinates.
struct Partnership {
    CountryId first, second;
    double strength = 0;  ///< pi in [0, 1]
    double conflict = 0;  ///< c of this round
    double wedge = 0;     ///< outside inducement in force
    int leader_changes = 0;  ///< listed in this round (rule leadership)
};

struct Sanction {
    static constexpr int lasting = 1'000'000;  ///< until an event ends it

    LeaderId sender;
    CountryId target;
    int until = lasting;  ///< last round in which it stands
    friend bool operator==(const Sanction&, const Sanction&) = default;
};

/// A tie that an event has changed, one way.
struct TieChange {
    CountryId from, to;
    double caucus = 0;  ///< added to R_ij
    double factor = 1;  ///< multiplies K_ij
    friend bool operator==(const TieChange&, const TieChange&) = default;
};

/// A country that has joined a club during the run; `club` is a group of the setting or, where that is none, a forum.
struct Accession {
    std::string club;
    CountryId country;
};

/// An option that failed and may not be tabled again for a while.
struct Bar {
    LeaderId leader;
    ForumId forum;
    NormId norm;
    int until = 0;  ///< first round in which it is free again
};

/// A text that a club adopted and that may be carried to the universal assembly.
struct ClubText {
    ForumId club;
    NormId norm;
    double proposal = 0;
    int adopted = 0;      ///< round
    int times_tabled = 0; ///< in the universal assembly
    int last_tabled = -1000;
};

/// What rosters follow from beside the setting: while it stands, so do they. Terms begin with a year, or with an
/// accession; a country may leave a forum for good, or return.
struct RosterKey {
    int year = 0;
    std::size_t num_accessions = 0;
    int num_moves = 0;  ///< of Memberships
    friend bool operator==(const RosterKey&, const RosterKey&) = default;
};

/// Effects of the shocks in force, [country].
struct Shock {
    Eigen::ArrayXd threat;      ///< added to T_i
    Eigen::ArrayXd engagement;  ///< added to the targets of e_if
    Eigen::ArrayXd media;       ///< multiplies media reach
    Eigen::ArrayXd style;       ///< multiplies the style factor
};

/// What a country pays into a forum beside its dues, as a share of the forum's scale.
struct Payment {
    CountryId country;
    ForumId forum;
    double amount = 0;
};

/// Presence of countries and leaders in forums (rule 4.4).
struct Presence {
    Eigen::ArrayXXd country;  ///< [country, forum], P_if
    Eigen::ArrayXXd leader;   ///< [leader, forum], P_gf, pooled
    Eigen::ArrayXXd share;    ///< [leader, forum], P_gf / sum over leaders and unled countries
    Eigen::ArrayXd overall;   ///< [country], P_if summed over forums, of leaders' members; 0 for others
};

/// Counts of the last four rounds, newest at `round % 4`; -1 where the forum tabled nothing.
struct RecentBusiness {
    Eigen::ArrayXXd dead_share;  ///< [forum, 4], share of tabled drafts vetoed or failed
    Eigen::ArrayXXd tabled;      ///< [forum, 4], leader-tabled drafts
};

/// Shape:  N countries, A arenas, M norms, F forums, G leaders
struct World {
    int round = 0;  ///< the round being played, from 0
    Rules rules;    ///< in force; an event may change one
    EventCourse course;        ///< of events without a date
    Eigen::ArrayXd observed;   ///< [metric], of the round before, where an event waits for one; empty otherwise and before the first round

    // Countries
    Eigen::ArrayXXd position;      ///< [country, arena], x_ia in [-4, 4]
    Eigen::ArrayXXd anchor;        ///< [country, arena], b_ia
    Eigen::ArrayXXd anchor_drift;  ///< [country, arena], what adoption has added to the anchor
    Eigen::ArrayXd capability;     ///< cap_i, sums to 1
    Eigen::ArrayXd exposure;       ///< auto_i in [0, 1]
    Eigen::ArrayXd diplomacy;      ///< dip_i in [0, 1]
    Eigen::ArrayXd style;          ///< st_i, multiplies the half-band
    Eigen::ArrayXd resilience;     ///< res_i
    Eigen::ArrayXd media;          ///< med_i
    Eigen::ArrayXd fill_ambition;  ///< amb_i
    Eigen::ArrayXd uprising;       ///< U_i
    Eigen::ArrayXd pressure;       ///< Press_i
    Eigen::ArrayXd overreach;      ///< severity of mandate overreach events felt this round
    Eigen::ArrayXd threat;         ///< T_i, before shocks
    Eigen::ArrayXd aimed;          ///< drafts of the previous round aimed at i
    Shock shock;
    AdoptionTable adopted;              ///< y_im

    // Countries in forums
    Eigen::ArrayXXd engagement;         ///< [country, forum], e_if
    Eigen::ArrayXXd engagement_target;  ///< [country, forum]
    Eigen::ArrayXXd dues_paid;          ///< [country, forum], paid share; negative: follows engagement
    std::vector<Payment> topups;        ///< given on top this round: forum by forum, each country once, in the order of rows
    Eigen::ArrayXd refill;              ///< [forum], what a unit of ambition pays into the gap that missing dues leave
    std::vector<std::vector<int>> roster;  ///< [forum], members of the round, ascending
    RosterKey roster_key;               ///< of `roster`
    std::vector<SeatTerm> terms;        ///< elected terms that began in the run
    Presence presence;

    // Dyads
    std::vector<Partnership> partnerships;
    std::vector<Sanction> sanctions;
    std::vector<Crisis> crises;
    std::vector<TieChange> tie_changes;
    std::vector<Accession> accessions;
    Eigen::ArrayXXd leverage;  ///< [country, led member], D_ij (1 - D_ji) for each member j of a leader, in the order of `led`
    Eigen::ArrayXXd joint_leverage;  ///< [country, leader], sum of the leverage over a leader's members
    std::vector<int> led;      ///< members of all leaders, leader by leader

    // Leaders
    Coalitions coalitions;
    Eigen::ArrayXXd leader_position;  ///< [leader, arena], x_ga
    Eigen::ArrayXXd success;          ///< [leader, arena], p_ga
    double cohesion_challengers = 0.88, cohesion_incumbents = 0.58;
    Eigen::ArrayXXd window_start;     ///< [leader, arena], ln ratio at step 0
    Eigen::ArrayXXd window;           ///< [leader, arena], Om_ga
    Eigen::ArrayXXd attention;        ///< [leader, forum], averages 1
    std::vector<Bar> bars;
    std::vector<ClubText> club_texts;

    // Forums and norms
    Eigen::ArrayXd capacity;   ///< [forum], C_f
    Eigen::ArrayXd deadlock;   ///< [forum], dead_f
    Eigen::ArrayXd shortfall;  ///< [forum], short_f
    RecentBusiness recent;
    Eigen::ArrayXd status_quo; ///< [norm], q_m

    // Modules
    Memberships memberships;     ///< M2: who has left, and how votes went
    SidePayments side_payments;  ///< M3, of the last round
    SlateCounts slates;          ///< M4, of the last round
    RightsMachinery rights;      ///< M5
    TreatyRace race;             ///< M6
    ReputationState reputation;  ///< M7
    CoercionState coercion;      ///< M8
    TieState ties;               ///< M10
    std::vector<int> opened;     ///< M11: [forum], round in which one that waited was opened; `still_waiting` before, empty where none waits
};

/// Sets `led`, `leverage` and `joint_leverage` from leaders' members, trade as sanctions have cut it, and what outreach has added.
void set_leverage(World& world, const Setting& setting);
/// Brings `joint_leverage` of a leader in line with `leverage`.
void join_leverage(World& world, LeaderId leader);

/// T_i with the shocks in force, clipped to [0, 1].
Eigen::ArrayXd felt_threat(const World& world);

}  // namespace comity::agents
