#pragma once
// What a leader could propose in a forum, and what it would be worth.

#include <array>
#include <span>
#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// Whether options that cannot be among the best are passed over without a forecast; the answer is the same.
enum class Pruning { on, off };

/// Ambitions al that a leader weighs, boldest first: a bold text that passes spares the forecasts of all meeker ones.
inline constexpr std::array<double, 4> default_ambitions = {1, 0.75, 0.5, 0.25};

struct OptionSearch {
    std::span<const double> ambitions = default_ambitions;
    Pruning pruning = Pruning::on;
};

/// A leader's best options in a forum, best first, at most `limit`, each worth more than it costs.
///
/// For each sub-norm that the forum decides and that is not barred: p = q + al (x_g - q), Gain = (x_g - q)^2 - (x_g - p)^2 times the
/// initiators' impatience, V = P_pass rho_f C_f Gain - c_prop exp(-a_Om Om_g); the best al of each sub-norm (the bolder where two are
/// worth the same), then falling V (forum's order of sub-norms where two are worth the same).
/// A club does not draft again what was carried to the assembly as often as it may be.
///
/// Draws: Purpose::target_choice, one uniform per (country, forum, leader, sub-norm) for drafts that name a country
std::vector<Draft> best_options(Meeting& meeting, LeaderId leader, int limit, const OptionSearch& search = {});

/// V of a leader's best text on one sub-norm in a forum if it were sure to pass; 0 where it may not write on it.
double most_worth(const Meeting& meeting, LeaderId leader, NormId norm);

/// A leader's best text on one sub-norm in a forum; its value is 0 where it may not write on it or nothing is worth it.
///
/// Draws: as best_options
Draft best_text_on(Meeting& meeting, LeaderId leader, NormId norm);

/// Country that an incumbents' draft on country scrutiny names: drawn with weight auto_i outside the leader's own members.
///
/// Each country draws an exponential waiting time at rate auto_i, the first is named: the same as a categorical draw, but whatever the
/// order of countries.
CountryId choose_target(const Meeting& meeting, LeaderId leader, NormId norm);

}  // namespace comity::agents
