#pragma once
// Module M2: countries that keep losing votes in a forum, or whose partners have left it, pull back and may leave it too.

#include <array>
#include <cstdint>

#include <Eigen/Core>

#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Agenda;
struct Ballots;
struct Outcomes;

struct ExitParams {
    static constexpr const char* title = "Countries that keep losing in a forum pull back and may leave it";

    bool on = false;
    double loss_response = 0.5;
    double contagion = 0.1;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M2)", "off in the core");
        field("loss_response", self.loss_response, Range{0, 2}, "1", "chi_e: engagement lost per share of contested votes lost beyond one half", "judgement");
        field("contagion", self.contagion, Range{0, 0.4}, "1", "c_ex: engagement lost where all other members of the country's bloc have left", "judgement");
    }
};

constexpr double exit_level = 0.2;     // engagement below which a country leaves
constexpr double tolerated_loss = 0.5; // share of contested votes that may be lost without effect
constexpr int rounds_of_losses = 8;

/// Contested votes of one round. Contested: not unanimous. Lost: voted yes and it failed, or no and it was adopted.
struct LossCounts {
    Eigen::Array<std::uint16_t, Eigen::Dynamic, Eigen::Dynamic> voted, lost;  ///< [country, forum]; voted: yes, abstain or no
};

/// What rule exit remembers; without elements where the module is off.
struct Memberships {
    Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> left;  ///< [country, forum], for good
    Eigen::ArrayXXd target;                                   ///< [country, forum], of e_if; below 0 where the country has left
    std::array<LossCounts, rounds_of_losses> votes;           ///< of the last rounds, newest at `round % 8`
    int num_moves = 0;                                        ///< exits and returns so far

    bool has_left(int country, int forum) const { return left.size() > 0 && left(country, forum); }
};

/// Memberships of a first world: nobody has left, nobody has lost.
Memberships first_memberships(const World& start);

/// What weigh_exit makes new.
struct Departures {
    Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> left;  ///< [country, forum]
    Eigen::ArrayXXd target;      ///< [country, forum]
    Eigen::ArrayXXd engagement;  ///< [country, forum]: 0 for who has left, else as it was
    int num_moves = 0;
};

/// Losses and the exit of bloc-mates lower the targets of engagement; who falls below .2 leaves (module M2).
///
/// target_if = clip(scenario target - chi_e max(0, loss_if - .5) - c_ex (share of i's bloc-mates that are out of f), 0, 1);
/// loss_if = lost / (contested votes cast) of i in f over the last 8 rounds, 0 without any. Bloc-mates are the other members of i's
/// leader. Where engagement is going to be below .2 in this round and its target (shocks included) is too, so that it rises no
/// further: e_if := 0 and membership ends. A seat that is left stays empty to the end of its term, and who has left does not stand;
/// it comes back by a `return` event alone (see rejoin). With chi_e = c_ex = 0 nothing is weighed and nobody leaves: the core, bit for bit.
///
/// Shape:  N countries, F forums; `inertia`: rho_e of rule 4.4
/// Draws:  none
/// Source: agents/MODEL.md 4.10; judgement after Hirschman (1970), Exit, Voice, and Loyalty
Departures weigh_exit(const World& now, const Setting& setting, const ExitParams& params, double inertia);

/// Contested votes cast and lost in a round.
LossCounts count_losses(const Setting& setting, const Agenda& agenda, const Ballots& ballots, const Outcomes& outcomes);

/// Makes a country a member again that has left; its lost votes are forgotten. Does nothing otherwise.
void rejoin(Memberships& memberships, int country, int forum);

}  // namespace comity::agents
