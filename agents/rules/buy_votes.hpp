#pragma once
// Module M3: leaders buy votes for the drafts that they want to pass, and against those of rivals.

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct VotingParams;
class Influence;

struct SidePaymentParams {
    static constexpr const char* title = "Leaders buy votes for the drafts that they want to pass, and against those of rivals";

    bool on = false;
    double budget = 2;
    double margin = 2;
    double least_receptive = 0.2;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "1", "whether the module plays (M3)", "off in the core");
        field("budget", self.budget, Range{0, 8}, "logit/round", "B_g: what a leader may pay in a round, in the price of one logit of a vote that is fully receptive", "judgement");
        field("margin", self.margin, Range{0, 8}, "votes", "votes that a leader buys beyond those that decide", "judgement");
        field("least_receptive", self.least_receptive, Range{0, 1}, "1", "receptiveness of the strongest country; recept_i = this + (1 - this) (1 - str_i), and a logit costs 1 / recept_i", "judgement");
    }
};

/// What leaders may pay, and what they paid in a round, [leader]; empty before the first round and where the module is off.
struct SidePayments {
    Eigen::ArrayXd purse;   ///< a leader's factor on B_g, which a path may set; empty: 1 for all
    Eigen::ArrayXd spent;   ///< of the budget
    Eigen::ArrayXd bought;  ///< votes, on either side
};

/// What is paid for votes, and what it costs.
struct BoughtVotes {
    Lobbying lobbying;
    SidePayments payments;
};

/// B_g of every leader in this round, [leader].
Eigen::ArrayXd budgets(const World& now, const Setting& setting, const SidePaymentParams& params);

/// Leaders buy votes on the drafts of a round (module M3, MODEL.md section 4): each for its own drafts, and against those of other leaders that
/// it has announced to oppose.
///
/// The votes as they stand are those that chance would not change: yes where z_i >= delta_i, no where z_i < -delta_i - c_i, else
/// abstention. A vote for a draft lacks max(0, delta_i - z_i), one against it max(0, delta_i + c_i + z_i); it costs that over recept_i =
/// .2 + .8 (1 - str_i). A leader buys the cheapest votes, whole ones, until the draft has its quota + margin of yes, or lacks it by margin, or until
/// the next vote costs more than is left of B_g. pay_iv = what i's vote for the draft lacked, or minus what its vote against it lacked.
///
/// - Quota of yes: majority, no + 1 (twice no where the draft is important, at least 1), which falls as a no is won over; council, its own.
///   A majority with signature, and consensus that a majority may replace, count as majority.
/// - Consensus: yes does not count, so a leader buys the votes of those who say no, all of them; the margin is against the draft alone, 1 +
///   margin of no.
/// - Council: where a veto stands nobody pays, since no number of yes helps. A veto that is bought settles a draft.
/// - Votes that do not count are not bought: in a council those of countries that abstain, against a draft.
///
/// Drafts come in the order of the agenda. All leaders see the same latents, with announced lines but without payments, and pay at the same time;
/// a budget is for all drafts of a round and does not last; a path may multiply that of a leader. Own members are not paid: they follow the line or not. Absence and
/// copying are not foreseen; a copied vote remains one. Leaders know latents as they are.
///
/// Draws:  none
/// Units:  payments in logit; prices and budgets in logit of a vote that is fully receptive
/// Source: Groseclose & Snyder (1996), Am. Polit. Sci. Rev. 90:303, for votes bought at their shortfall and a majority beyond the least;
///         Dreher, Nunnenkamp & Thiele (2008), Public Choice 136:139, for votes in the UN. Budget, margin and prices are judgement.
BoughtVotes buy_votes(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda,
                      const SidePaymentParams& params, const VotingParams& voting);

}  // namespace comity::agents
