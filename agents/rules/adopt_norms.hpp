#pragma once
// Rule 4.7: countries take up and drop formulations of norms.

#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
class Influence;

/// How a reading under pressure is taken up.
enum class AdoptionForm {
    threshold,  ///< where pressure reaches the country's threshold
    logistic,   ///< the more likely, the farther beyond the threshold
    contagion,  ///< at a rate that grows with the share of adopters, whatever the threshold
};
const std::vector<std::string>& choices(AdoptionForm);

struct AdoptionParams {
    static constexpr const char* title = "Countries take up and drop formulations of norms";

    double threshold_mean = 0.5;
    double threshold_sd = 0.12;
    double review = 0.10;
    double own_weight = 0.5;
    double institution_weight = 0.15;
    double anchor_drift = 0.002;
    double tolerance = 0.1;
    double tie_share = 0.5;
    AdoptionForm form = AdoptionForm::threshold;
    double sharpness = 20;
    double innovation = 0.0075;
    double imitation = 0.095;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("threshold_mean", self.threshold_mean, Range{0, 1}, "1", "phi_bar: mean pressure at which a country adopts; studies vary it within .3-.7", "Centola et al. (2018), Science 360:1116: critical mass 1/4 to 1/3");
        field("threshold_sd", self.threshold_sd, Range{0, 0.3}, "1", "sig_phi: its s.d. across countries", "judgement; Granovetter (1978), Am. J. Sociol. 83:1420");
        field("review", self.review, Range{0, 1}, "1/round", "h0: chance that a country reviews a formulation", "judgement");
        field("own_weight", self.own_weight, Range{0, 1}, "1", "w_x: weight of the country's own position", "judgement");
        field("institution_weight", self.institution_weight, Range{0, 1}, "1", "w_q: weight of the status quo; own_weight + institution_weight <= 1", "Finnemore & Sikkink (1998), Int. Organ. 52:887");
        field("anchor_drift", self.anchor_drift, Range{0, 0.02}, "1/round", "iota: pull of the adopted status quo on the anchor", "judgement");
        field("tolerance", self.tolerance, Range{0, 0.5}, "1", "a formulation is dropped this far below the threshold", "judgement");
        field("tie_share", self.tie_share, Range{0, 1}, "1", "weight of partners' adoption against the world's share of adopters", "judgement");
        field("form", self.form, Range{}, "", "threshold: adopted where pressure reaches the threshold; logistic: with a chance that grows beyond it; contagion: at a rate that grows with the share of adopters, without thresholds and without dropping", "structural variant; Granovetter (1978), Am. J. Sociol. 83:1420; Blume (1993), Games Econ. Behav. 5:387, Young (2009), Am. Econ. Rev. 99:1899; Bass (1969), Manag. Sci. 15:215");
        field("sharpness", self.sharpness, Range{0, 1000}, "1", "k: slope of the logistic chance in pressure beyond the threshold (form logistic); without limit it is the threshold rule", "judgement: noise of s.d. pi / (k sqrt 3) = .09, below that of thresholds");
        field("innovation", self.innovation, Range{0, 1}, "1/round", "p: rate of adoption with no other adopter (form contagion)", "Sultan, Farley & Lehmann (1990), J. Mark. Res. 27:70: mean .03 a year");
        field("imitation", self.imitation, Range{0, 4}, "1/round", "q: rate of adoption that the share of adopters adds (form contagion)", "Sultan, Farley & Lehmann (1990), J. Mark. Res. 27:70: mean .38 a year");
    }
};

using AdoptionTable = Eigen::Array<std::int8_t, Eigen::Dynamic, Eigen::Dynamic>;  ///< [country, norm] in {-1, 0, +1}

/// What adopt_norms makes new.
struct AdoptionState {
    AdoptionTable adopted;
    Eigen::ArrayXXd anchor_drift;  ///< [country, arena]
};

/// Countries review formulations at random and adopt the one under more pressure, or drop theirs; adopters' anchors drift (rule 4.7).
///
/// pressure_i(sg) = w_x L(1.5 sg x_ia) + w_q L(2 sg q_m) + (1 - w_x - w_q) share_i(sg), share_i = (1 - tie_share) world share of adopters
/// + tie_share tie-weighted share. Reviewed with chance h0: the reading sg under more pressure is adopted where that reaches phi_i; else
/// the country's own is dropped where its pressure is below phi_i - tolerance; equal pressures change nothing.
///
/// Form logistic: reviewed, that reading is adopted with chance a = L(k (pressure - phi_i)), else its own dropped with chance
/// L(k (phi_i - tolerance - own pressure)). Form contagion: without reviews, the reading under more pressure is adopted at rate
/// p + q share_i(sg), so with chance 1 - e^-rate a round; none is dropped.
///
/// b_ia += iota ell_a (q_m - b_ia) for those that had adopted sg at the start of the round, only where sg (q_m - b_ia) > 0, m by m.
///
/// Shape:  adopted [country, norm], anchor_drift [country, arena]
/// Draws:  one word w per (country, norm), Purpose::adoption, index = norm / 4: one block makes four. A review comes where w < h0 2^32, and then
///         w / (h0 2^32) is the uniform of the form logistic; w 2^-32 is that of the form contagion
/// Source: Granovetter (1978), Am. J. Sociol. 83:1420; Blume (1993), Games Econ. Behav. 5:387; Bass (1969), Manag. Sci. 15:215
AdoptionState adopt_norms(const World& now, const Setting& setting, const Influence& influence, const AdoptionParams& params,
                          const sim::Draws& draws);

/// Adoption after `rounds` rounds of the rule alone, at the start's positions and status quo, from nobody adopting (MODEL.md section 2).
///
/// Draws: Purpose::initial_adoption, replicate 0: all replicates of a seed start alike
AdoptionTable settled_adoption(const World& start, const Setting& setting, const Influence& influence, const AdoptionParams& params,
                               std::uint64_t seed, int rounds);

/// Thresholds phi_i ~ N(threshold_mean, threshold_sd), clipped to [0, 1], one a country, [country].
///
/// Draws: Purpose::threshold, replicate 0
Eigen::ArrayXd adoption_thresholds(const Setting& setting, const AdoptionParams& params, std::uint64_t seed);

}  // namespace comity::agents
