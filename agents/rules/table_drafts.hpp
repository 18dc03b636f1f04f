#pragma once
// Rule 4.5: what comes to the vote: leaders' proposals, crises, and routine business.

#include <vector>

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Bar;
struct ClubText;
class Influence;

struct AgendaParams {
    static constexpr const char* title = "What comes to the vote: leaders' proposals, crises, and routine business";

    double perception_error = 0.3;
    double cost = 0.10;
    double window_effect = 1;
    double leader_rate = 6;
    double background_scale = 1;
    double crisis_rate = 1.5;
    double table_losing = 0.45;
    double bar_shortest = 4;
    double bar_longest = 12;
    // routine business in the council
    double council_cut_mean = -1.6, council_cut_sd = 0.5, council_slope_mean = 0.3, council_slope_sd = 0.5;
    // routine business elsewhere, direction -1 and +1
    double negative_share = 0.75;
    double negative_cut_shift = 0.3, negative_cut_mean = -0.35, negative_cut_sd = 0.85;
    double negative_slope_mean = 1.58, negative_slope_sd = 0.55, negative_band_mean = 0.1, negative_band_sd = 1;
    double positive_cut_shift = -0.3, positive_cut_mean = -0.75, positive_cut_sd = 0.8;
    double positive_slope_mean = 1.2, positive_slope_sd = 0.45, positive_band_mean = 0.4, positive_band_sd = 0.4;
    double band_cap = 4;
    // crisis drafts
    double crisis_cut = -0.9, crisis_ally_cut = 1.5, crisis_cut_sd = 0.45, crisis_slope_mean = 1.2, crisis_slope_sd = 0.4, ally_position = 0.5;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        constexpr auto rights = "fitted to rights votes 2001-2019";
        constexpr auto council = "fitted to council votes to 2019";
        field("perception_error", self.perception_error, Range{0, 1}, "position", "sig_info: error of a leader about all others' positions, times 1.5 - dip", "judgement");
        field("cost", self.cost, Range{0, 0.5}, "value", "c_prop: cost of tabling a proposal", "calibrated");
        field("window_effect", self.window_effect, Range{0, 3}, "1", "a_Om: effect of the window of opportunity", "calibrated");
        field("leader_rate", self.leader_rate, Range{0, 30}, "1/meeting", "n_lead: drafts that all leaders together may table at a meeting", "judgement");
        field("background_scale", self.background_scale, Range{0, 3}, "1", "factor on every forum's routine business", "lever");
        field("crisis_rate", self.crisis_rate, Range{0, 5}, "1/round", "kappa_cr: council drafts per unit of open severity", "judgement");
        field("table_losing", self.table_losing, Range{0, 1}, "1", "p_tab: chance that a crisis draft is tabled though it is expected to fail", "judgement");
        field("bar_shortest", self.bar_shortest, Range{0, 40}, "rounds", "shortest time for which a failed option is barred", "judgement");
        field("bar_longest", self.bar_longest, Range{0, 40}, "rounds", "longest such time", "judgement");
        field("council_cut_mean", self.council_cut_mean, Range{-4, 4}, "position", "mean cut of routine council drafts", council);
        field("council_cut_sd", self.council_cut_sd, Range{0, 3}, "position", "its s.d.", council);
        field("council_slope_mean", self.council_slope_mean, Range{-2, 3}, "log", "mean log slope of routine council drafts", council);
        field("council_slope_sd", self.council_slope_sd, Range{0, 2}, "log", "its s.d.", council);
        field("negative_share", self.negative_share, Range{0, 1}, "1", "share of routine drafts that the S pole supports", rights);
        field("negative_cut_shift", self.negative_cut_shift, Range{-4, 4}, "position", "such drafts' cut is this + exp(normal)", rights);
        field("negative_cut_mean", self.negative_cut_mean, Range{-3, 3}, "log", "mean of that normal", rights);
        field("negative_cut_sd", self.negative_cut_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("negative_slope_mean", self.negative_slope_mean, Range{-2, 3}, "log", "mean log slope of such drafts", rights);
        field("negative_slope_sd", self.negative_slope_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("negative_band_mean", self.negative_band_mean, Range{-2, 2}, "log", "mean log half-band of such drafts", rights);
        field("negative_band_sd", self.negative_band_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("positive_cut_shift", self.positive_cut_shift, Range{-4, 4}, "position", "the cut of drafts that the L pole supports is this - exp(normal)", rights);
        field("positive_cut_mean", self.positive_cut_mean, Range{-3, 3}, "log", "mean of that normal", rights);
        field("positive_cut_sd", self.positive_cut_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("positive_slope_mean", self.positive_slope_mean, Range{-2, 3}, "log", "mean log slope of such drafts", rights);
        field("positive_slope_sd", self.positive_slope_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("positive_band_mean", self.positive_band_mean, Range{-2, 2}, "log", "mean log half-band of such drafts", rights);
        field("positive_band_sd", self.positive_band_sd, Range{0, 2}, "log", "its s.d.", rights);
        field("band_cap", self.band_cap, Range{0.1, 10}, "logit", "greatest half-band of a routine draft", "judgement");
        field("crisis_cut", self.crisis_cut, Range{-4, 4}, "position", "mean cut of a crisis draft", "judgement");
        field("crisis_ally_cut", self.crisis_ally_cut, Range{-4, 4}, "position", "mean cut of one aimed at a country of the L pole", "judgement; an ally at 1.5 draws no with .04");
        field("crisis_cut_sd", self.crisis_cut_sd, Range{0, 2}, "position", "s.d. of both", "judgement");
        field("crisis_slope_mean", self.crisis_slope_mean, Range{-2, 3}, "log", "mean log slope of a crisis draft", "judgement");
        field("crisis_slope_sd", self.crisis_slope_sd, Range{0, 2}, "log", "its s.d.", "judgement");
        field("ally_position", self.ally_position, Range{-4, 4}, "position", "a target beyond this is one of the L pole", "judgement");
    }
};

/// Strength of each leader's camp against the other, ln[(E_g + .01) / (E_opp + .01)] (rule 4.5), [leader, arena].
Eigen::ArrayXXd opportunity(const World& now, const Setting& setting);

/// The agenda of a round (rule 4.5): leaders table their best options while they are worth the cost and chance allows, crises call for
/// council drafts, routine business arrives, and club texts are carried to the universal assembly.
///
/// Draws: Purpose::perception, leader_drafts, cosponsor, target_choice, background_count, background_draft, crisis_count, crisis_draft;
///        keys by (forum, sponsor, slot)
Agenda table_drafts(const World& now, const Setting& setting, const Influence& influence, const AgendaParams& params, const sim::Draws& draws);

/// Bars in force after a round: expired ones leave, options that failed come in for a uniform number of rounds.
std::vector<Bar> bar_failed_options(const World& now, const Agenda& agenda, const Outcomes& outcomes, const AgendaParams& params,
                                    const sim::Draws& draws);

/// Club texts after a round: new ones that a club adopted, and how often each was carried to the universal assembly.
std::vector<ClubText> remember_club_texts(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes);

}  // namespace comity::agents
