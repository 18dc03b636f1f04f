#pragma once
// The bodies where norms are made, the norms they decide on, and who leads: data, so that a user can add one without touching code.

#include <string>
#include <string_view>
#include <vector>

#include "agents/country.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

/// What a key of a file is, where it is no number and has no source of its own.
constexpr sim::Field described(std::string_view name, std::string_view meaning)
{
    return {name, {}, "", meaning, ""};
}

// Each of the things below has `static void each_key(auto& self, auto&& key)`, which calls `key(Field, self.member)` for every
// key that a file may give it. What a key means is said there, for readers of the code, of messages, of `comity describe` and of
// the schema alike.

/// Share of one arena in something, such as a forum's routine business.
struct ArenaShare {
    ArenaId arena;
    double share = 0;
};

/// A field of norms with one axis of positions.
struct Arena {
    std::string id;  ///< such as `HR`
    std::string title, negative, positive;
    double load = 1;
    std::vector<ArenaShare> like;

    static void each_key(auto& self, auto&& key)
    {
        key(described("title", "name of the arena"), self.title);
        key(described("negative", "the reading at the S pole (negative positions)"), self.negative);
        key(described("positive", "the reading at the L pole (positive positions)"), self.positive);
        key({"load",
             {0, 2},
             "1",
             "ell_a: share of threat and adoption drift that reaches the arena; 0 for a control arena",
             "judgement"},
            self.load);
        key({"like",
             {0, 1},
             "1",
             "arenas of which a country's first position is the mean, with weights that sum to 1, where the world lists no positions",
             ""},
            self.like);
    }
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
    double status_quo = 0;
    std::vector<NormOffset> offsets;

    static void each_key(auto& self, auto&& key)
    {
        key(described("arena", "the arena that it belongs to"), self.arena);
        key(described("title", "the two readings that it contests"), self.title);
        key({"status_quo", {-4, 4}, "position", "q_m: the status quo at the start", "judgement"}, self.status_quo);
        key({"offsets",
             {-4, 4},
             "position",
             "off_im: lasting deviations from the position in the arena, by country",
             "judgement"},
            self.offsets);
    }
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

/// Their words in files, in the order of the values.
const std::vector<std::string>& choices(DecisionRule);
const std::vector<std::string>& choices(Tabling);

/// Seats of one UN regional group.
struct SeatQuota {
    std::string region;
    int seats = 0;
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
    std::vector<int> quarters;
    bool even_years_only = false;
    int first_year = 0;
    bool dormant = false;
    DecisionRule rule = DecisionRule::majority;
    bool universal = true;
    std::vector<SeatQuota> seats;
    int term_years = 0;
    int renewal_groups = 0;
    int election_quarter = 0;
    int max_terms_in_row = 0;
    bool contested = false;
    int quota = 0;
    std::vector<std::string> permanent;
    std::vector<std::string> veto;
    std::vector<NormId> norms;
    std::vector<ArenaShare> business;
    Tabling tabling = Tabling::all;
    bool absences = true;
    bool incubator = false;
    std::vector<Overlap> overlaps;
    double draft_rate = 0;          ///< lambda_f
    double authority = 0.03;        ///< rho_f
    double initial_deadlock = 0;    ///< dead_f at index (0)
    double consent_bias = 0;        ///< z0
    double outside_presence = 0.25;  ///< out_if

    static void each_key(auto& self, auto&& key)
    {
        key(described("title", "name of the forum"), self.title);
        key({"quarters", {1, 4}, "", "quarters of the year in which it meets", ""}, self.quarters);
        key(described("even_years_only", "whether it meets in even years alone"), self.even_years_only);
        key({"first_year", {0, 9999}, "", "year from which it exists; 0: always", ""}, self.first_year);
        key(described("dormant", "whether it waits to be opened, by event forum_create or by rule tracks"), self.dormant);
        key(described("rule", "how votes become a decision"), self.rule);
        key(described("universal", "whether every country is a member; otherwise members are recorded, elected or listed"),
            self.universal);
        key({"seats", {0, 10'000}, "seats", "elected seats, by region", ""}, self.seats);
        key({"term_years", {0, 50}, "years", "length of an elected term", ""}, self.term_years);
        key({"renewal_groups", {0, 50}, "", "a third (3) or a half (2) of the seats is renewed each year", ""},
            self.renewal_groups);
        key({"election_quarter", {0, 4}, "", "quarter of elections; new members sit from the next first quarter", ""},
            self.election_quarter);
        key({"max_terms_in_row", {0, 50}, "terms", "1: no re-election; 2: no third term in a row; 0: no limit", ""},
            self.max_terms_in_row);
        key(described("contested", "whether there may be more candidates than seats, and votes on them (rule elections); otherwise seats are drawn"),
            self.contested);
        key({"quota", {0, 1e6}, "votes", "yes votes that a council needs", ""}, self.quota);
        key(described("permanent", "members that hold a seat for good"), self.permanent);
        key(described("veto", "members whose no stops a council"), self.veto);
        key(described("norms", "sub-norms that it may decide"), self.norms);
        key({"business", {0, 1}, "1", "shares of its routine drafts, by arena; they sum to 1", ""}, self.business);
        key(described("tabling", "who may table a draft"), self.tabling);
        key(described("absences", "whether members may be absent"), self.absences);
        key(described("incubator", "whether adopted drafts leave the status quo alone, but may be carried to the UNGA"),
            self.incubator);
        key({"overlaps", {0, 1}, "1", "o_ff': share of the mandate that duplicates another's, by forum", ""}, self.overlaps);
        describe(self, [&](std::string_view name, auto& value, sim::Range range, std::string_view unit, std::string_view meaning,
                           std::string_view source) {
            key({name, range, unit, meaning, source}, value);
        });
    }

    /// Its parameters, which have a source each.
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

/// Whether a sub-norm is among those that a forum may decide.
bool decides(const Forum& forum, NormId norm);

/// The quarter in which a treaty opens for signature; year 0: an event alone opens it.
struct TreatyOpening {
    int year = 0, quarter = 1;

    bool by_event() const { return year == 0; }
    friend bool operator==(const TreatyOpening&, const TreatyOpening&) = default;
};

/// A treaty that countries may join, which competes with its rival (MODEL.md section 2, row "Treaty").
struct Treaty {
    std::string id;  ///< such as `T1`
    std::string title;
    ArenaId arena;
    double location = 0;  ///< l_t, unless an adopted draft sets it
    NormId norm;
    ForumId forum;
    TreatyOpening opens;
    int parties_needed = 1;
    std::vector<std::string> drafters;
    TreatyId rival;

    static void each_key(auto& self, auto&& key)
    {
        key(described("title", "name of the treaty"), self.title);
        key(described("arena", "the arena on whose axis it stands"), self.arena);
        key({"location", {-4, 4}, "position", "l_t: where its text stands, unless an adopted draft on its sub-norm sets it", "judgement"},
            self.location);
        key(described("norm", "sub-norm on which the last draft adopted before the opening sets its location; empty: none"), self.norm);
        key(described("forum", "forum that adopts such drafts, whose engagement counts for leverage; empty: any"), self.forum);
        key(described("opens", "first quarter in which countries may join; by_event: the event treaty_open alone opens it"), self.opens);
        key({"parties_needed", {1, 1e6}, "countries", "parties that bring it into force", ""}, self.parties_needed);
        key(described("drafters", "regional groups that took part in drafting it; empty: all countries did"), self.drafters);
        key(described("rival", "treaty that competes with it; empty: none"), self.rival);
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
    std::vector<CountryId> founders;  ///< its members at the start
    bool bloc = false;  ///< members copy the bloc's vote with chance psi_EU
    std::vector<Initiators> initiators;  ///< by arena; where none is named the member with most presence initiates
    std::vector<CountryId> allies;       ///< countries that copy its vote with chance psi_ally
};

/// All institutions of a run.
struct Institutions {
    std::vector<Arena> arenas;
    std::vector<Norm> norms;
    std::vector<Forum> forums;
    std::vector<Treaty> treaties;

    ArenaId arena(std::string_view id) const;
    NormId norm(std::string_view id) const;
    ForumId forum(std::string_view id) const;
    TreatyId treaty(std::string_view id) const;
};

/// The default arenas, sub-norms, forums and treaties of MODEL.md sections 2 and 5.
Institutions default_institutions();

}  // namespace comity::agents
