#pragma once
// A text put to a vote, the votes on it, and what became of it.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "agents/country.hpp"

namespace comity::agents {

constexpr int max_leaders = 8;

/// Where a draft comes from.
enum class DraftKind { leader, background, crisis, club, cut, track };

/// A text on the table (MODEL.md section 2, row "Draft").
///
/// Its first voting term is slope * (x_im - cut), where for a leader's draft slope = 2 beta0 (p - q), cut = (p + q) / 2, and for routine
/// and crisis drafts slope = direction * slope of the law of 4.5.
struct Draft {
    ForumId forum;
    DraftKind kind = DraftKind::background;
    ArenaId arena;
    NormId norm;          ///< none for routine and crisis drafts
    LeaderId leader;      ///< who tables it; none for routine drafts
    CountryId initiator;  ///< the leader's member that puts its name to it
    CountryId target;     ///< country it is aimed at, or none
    ForumId track;        ///< the forum that it would open (kind track)
    double proposal = 0;  ///< p_v
    double status_quo = 0;///< q_m when tabled
    double ambition = 0;  ///< al
    double label = 0;     ///< declared ambition, al_label = al / 2; reported only
    double slope = 0;
    double cut = 0;
    double half_band = 1; ///< delta_v before the voter's style factor
    double consent = 0;   ///< z0
    double stakes = 1;    ///< k_v
    double value = 0;     ///< V_opt when chosen
    bool important = false;        ///< needs 2/3 of yes and no
    bool partner_cosponsors = false;
    int num_cosponsors = 0;
    std::uint32_t key = 0;         ///< index of its draws: (forum, sponsor or kind, slot)
    std::array<double, max_leaders> inclination{};  ///< of each leader, before any lobbying
    std::array<std::int8_t, max_leaders> line{};    ///< y_gv, announced line of each leader
};

/// Index of a draft's draws: forum (6 bits), sponsor (6 bits: leader, or 59 track, 60 cut, 61 club, 62 crisis, 63 background), slot (20 bits).
constexpr std::uint32_t draft_key(int forum, int sponsor, int slot)
{
    return (static_cast<std::uint32_t>(forum) << 26) | (static_cast<std::uint32_t>(sponsor) << 20) | static_cast<std::uint32_t>(slot);
}
constexpr int background_sponsor = 63;
constexpr int crisis_sponsor = 62;
constexpr int club_sponsor = 61;
constexpr int cut_sponsor = 60;
constexpr int track_sponsor = 59;

/// The drafts of a round, forum by forum; within a forum leaders' first, then crisis, then routine business.
struct Agenda {
    std::vector<Draft> drafts;
};

/// Number of drafts aimed at each country, [country].
Eigen::ArrayXd drafts_aimed_at(const Agenda& agenda, int num_countries);

/// What moves a country's vote on a draft beside its own inclination, in logit: pay_iv of rule 4.6.
struct Inducement {
    int draft = 0;
    CountryId country;
    double amount = 0;
};

/// All that is paid or threatened for votes in a round, draft by draft; empty where no module lobbies. A country may be moved more than
/// once on a draft: amounts add up.
struct Lobbying {
    std::vector<Inducement> given;  ///< ascending drafts

    std::span<const Inducement> on(int draft) const;
};

/// What two modules give, draft by draft.
Lobbying together(Lobbying one, const Lobbying& other);

/// Votes of a round.
///
/// Shape: votes [country, draft]; `Vote::none` where the country has no vote in the draft's forum
struct Ballots {
    Eigen::Array<std::int8_t, Eigen::Dynamic, Eigen::Dynamic> votes;

    Vote vote(int country, int draft) const { return static_cast<Vote>(votes(country, draft)); }
};

/// What became of a draft.
struct Outcome {
    int yes = 0, no = 0, abstain = 0, absent = 0;
    bool adopted = false;
    bool vetoed = false;     ///< would have passed but for a veto holder's "no"
    bool unanimous = false;  ///< no two cast votes differ
    double signed_share = 1; ///< of the members, where adoption binds by signature
};

struct Outcomes {
    std::vector<Outcome> of;  ///< [draft]
};

}  // namespace comity::agents
