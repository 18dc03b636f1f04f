#pragma once
// One round of the model from top to bottom.

#include <stdexcept>

#include "agents/draft.hpp"
#include "agents/influence.hpp"
#include "agents/world.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

/// What happened in a round.
struct RoundRecord {
    Agenda agenda;
    Ballots ballots;
    Outcomes outcomes;
};

/// A rule gave a number that is not finite; the message names the rule and the round.
class RuleFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Plays one round (MODEL.md section 3). `influence` carries the weights from round to round.
///
/// Errors: throws RuleFailure where a rule's result is NaN or infinite
RoundRecord play_round(World& world, const Setting& setting, Influence& influence, const sim::Draws& draws);

}  // namespace comity::agents
