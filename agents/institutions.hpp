#pragma once
// The bodies where norms are made, the norms they decide on, and who leads: data, so that a user can add one without touching code.

#include <string>
#include <string_view>
#include <vector>

#include "agents/country.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

/// A field of norms with one axis of positions.
struct Arena {
    std::string id;        ///< such as `HR`
    std::string title;
    std::string negative;  ///< the reading at the S pole (negative positions)
    std::string positive;  ///< the reading at the L pole (positive positions)
    double load = 1;       ///< ell_a: share of threat and adoption drift that reaches this arena; 0 for a control arena
};

/// A country's lasting deviation on one sub-norm from its position in the arena (off_im of the voting rule).
struct NormOffset {
    std::string country;
    double offset = 0;
};

/// A sub-norm of an arena: two readings of one rule, with a status quo on the arena's axis.
struct Norm {
    std::string id;  ///< such as `HR1`
    ArenaId arena;
    std::string title;
    double status_quo = 0;  ///< q_m at the start
    std::vector<NormOffset> offsets;
};

/// How votes become a decision.
enum class DecisionRule {
    majority,                 ///< yes > no
    council,                  ///< at least `quota` yes and no "no" of a veto holder
    consensus,                ///< no member draws "no"
    consensus_then_majority,  ///< consensus is tried first, then yes > no
    majority_signature,       ///< yes > no; binds in proportion to the members that sign, who are those that drew yes
};

/// Who may table a draft.
enum class Tabling { members, all };

/// Seats of one UN regional group.
struct SeatQuota {
    std::string region;
    int seats = 0;
};

/// Share of a forum's routine business in one arena.
struct ArenaShare {
    ArenaId arena;
    double share = 0;
};

/// How much the mandate of another forum duplicates this one's (o_ff').
struct Overlap {
    ForumId forum;
    double overlap = 0;
};

/// A body where norms are made (MODEL.md section 2, table of default forums).
struct Forum {
    std::string id;  ///< such as `UNGA`
    std::string title;
    std::vector<int> quarters;      ///< quarters of the year in which it meets, 1 to 4
    bool even_years_only = false;
    int first_year = 0;             ///< it exists from this year on; 0: always
    DecisionRule rule = DecisionRule::majority;
    bool universal = true;          ///< every country is a member; otherwise members are recorded, elected or listed
    std::vector<SeatQuota> seats;   ///< elected seats by region
    int term_years = 0;             ///< length of an elected term
    int renewal_groups = 0;         ///< a third (3) or a half (2) of the seats is renewed each year
    int election_quarter = 0;       ///< new members sit from the next first quarter
    int max_terms_in_row = 0;       ///< 1: no re-election; 2: no third term in a row; 0: no limit
    int quota = 0;                  ///< yes votes needed under `council`
    std::vector<std::string> permanent;  ///< members that hold a seat for good
    std::vector<std::string> veto;       ///< veto holders
    std::vector<NormId> norms;           ///< sub-norms it may decide
    std::vector<ArenaShare> business;    ///< arenas of its routine drafts, shares sum to 1
    Tabling tabling = Tabling::all;
    bool absences = true;           ///< members may be absent (not in the UNSC and consensus bodies)
    bool incubator = false;         ///< adopted drafts do not move the status quo but may be carried to the UNGA (SCO)
    std::vector<Overlap> overlaps;
    double draft_rate = 0;          ///< lambda_f, routine drafts a meeting
    double authority = 0.03;        ///< rho_f
    double initial_deadlock = 0;    ///< dead_f at index (0)
    double consent_bias = 0;        ///< z0 of routine drafts
    double outside_presence = 0.25; ///< out_if of non-members

    static void describe(auto& self, auto&& field)
    {
        field("draft_rate", self.draft_rate, sim::Range{0, 300}, "1/meeting", "routine drafts put to the vote at a meeting",
              "counts of UNGA, UNSC and HRC roll calls 1991-2019; other forums judgement");
        field("authority", self.authority, sim::Range{0, 0.3}, "1", "share of the distance by which an adoption moves the status quo",
              "judgement");
        field("initial_deadlock", self.initial_deadlock, sim::Range{0, 1}, "1", "share of drafts vetoed or failed before the start",
              "judgement");
        field("consent_bias", self.consent_bias, sim::Range{0, 8}, "logit", "consent that routine drafts bring with them",
              "16 % of council resolutions 2018-2019 were not unanimous");
        field("outside_presence", self.outside_presence, sim::Range{0, 1}, "1", "presence of a non-member relative to a member", "judgement");
    }
};

/// A side of the contest over norms: the challengers or the incumbents.
enum class Camp { challengers, incumbents };

/// Who puts a coalition's name to its drafts in an arena.
struct Initiators {
    ArenaId arena;
    std::vector<CountryId> members;  ///< either may; their mean impatience multiplies the gain
};

/// A country or coalition with one line (MODEL.md section 2, row "Leader").
struct Leader {
    std::string id;  ///< such as `CR`
    Camp camp = Camp::incumbents;
    std::vector<CountryId> members;
    bool bloc = false;  ///< members copy the bloc's vote with chance psi_EU
    std::vector<Initiators> initiators;  ///< by arena; where none is named the member with most presence initiates
    std::vector<CountryId> allies;       ///< countries that copy its vote with chance psi_ally
};

/// All institutions of a run.
struct Institutions {
    std::vector<Arena> arenas;
    std::vector<Norm> norms;
    std::vector<Forum> forums;

    ArenaId arena(std::string_view id) const;
    NormId norm(std::string_view id) const;
    ForumId forum(std::string_view id) const;
};

/// The default arenas, sub-norms and forums of MODEL.md sections 2 and 5.
Institutions default_institutions();

}  // namespace comity::agents
