#pragma once
// Rule 4.1: regime threat grows with uprisings anywhere and with outside pressure.

#include <vector>

#include <Eigen/Core>

#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Crisis;

struct ThreatParams {
    static constexpr const char* title = "Regime threat grows with uprisings anywhere and with outside pressure";

    double adjustment = 0.1;
    double base = -2;
    double uprising_weight = 3;
    double pressure_weight = 2;
    double uprising_memory = 0.95;
    double crisis_memory = 0.88;
    double uprising_rate = 1;
    double severity_low = 0.2;
    double severity_high = 0.8;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("adjustment", self.adjustment, Range{0.02, 0.5}, "1/round", "d_T: share of the gap to its rest value that threat closes in a round", "judgement");
        field("base", self.base, Range{-4, 0}, "logit", "tau0: threat with neither uprisings nor pressure", "judgement; rest value .119");
        field("uprising_weight", self.uprising_weight, Range{0, 6}, "logit", "tau_U: effect of the uprising stimulus on closed regimes", "judgement; auto = U = 1 gives .73");
        field("pressure_weight", self.pressure_weight, Range{0, 4}, "logit", "tau_P: effect of outside pressure on closed regimes", "judgement");
        field("uprising_memory", self.uprising_memory, Range{0.8, 0.99}, "1", "phi_U: share of the uprising stimulus kept from round to round", "judgement");
        field("crisis_memory", self.crisis_memory, Range{0.5, 0.98}, "1", "phi_cr: share of a crisis's severity kept from round to round", "judgement");
        field("uprising_rate", self.uprising_rate, Range{0, 4}, "1/year", "rate_U: uprisings that no event lists", "judgement");
        field("severity_low", self.severity_low, Range{0, 1}, "1", "least severity of such an uprising", "judgement");
        field("severity_high", self.severity_high, Range{0, 1}, "1", "greatest severity of such an uprising", "judgement");
    }
};

/// What sense_threat makes new.
struct ThreatState {
    Eigen::ArrayXd uprising, pressure, threat;  ///< [country]
    std::vector<Crisis> crises;                 ///< open ones, new ones last
};

/// Severity of a crisis in a round: severity * crisis_memory^age; constant for a standing dispute.
double severity_now(const Crisis& crisis, int round, double crisis_memory);

/// T at rest under constant inputs: L(tau0 + tau_U auto min(U, 1.5) + tau_P auto Press).
double resting_threat(double exposure, double uprising, double pressure, const ThreatParams& params);

/// Closed regimes feel uprisings anywhere and pressure from outside as a threat (rule 4.1).
///
/// T_i <- (1 - d_T) T_i + d_T resting_threat(auto_i, U_i, Press_i), with U and Press of the round before;
/// U_i <- phi_U U_i + sum_k attr_k sev_k [.5 1(i = target) + .5 exp(-|x_i - x_target|)] over the crises that break out in this round and
/// standing disputes, x = mean over HR and NI (over the loaded arenas where either is missing);
/// Press_i <- .75 Press_i + .25 min(1, o_i + .5 max_j pi_ij o_j), o_i = .3 (standing sanctions of leaders on i) + .1 (drafts of the
/// previous round aimed at i) + overreach felt. Rule violations adds to the logit what unpredictable neighbours do. Crises below a severity of .005 are over, standing disputes never.
/// Uprisings are drawn once the record of past ones ends.
///
/// Draws: uprising_count: one uniform; uprising_severity: one a new uprising, index = its number;
///        uprising_target: one a country and new uprising, the smallest -ln(u) / weight is the target (weights auto_i (1 + 4 [client
///        of a veto holder])), so that the order of countries does not matter
ThreatState sense_threat(const World& now, const Setting& setting, const ThreatParams& params, const sim::Draws& draws);

}  // namespace comity::agents
