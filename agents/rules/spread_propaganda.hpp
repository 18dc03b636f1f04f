#pragma once
// Module M9: media move positions towards their senders' poles; those of the S pole wear down trust in the L pole and blame outsiders for uprisings.

#include <Eigen/Core>

#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;

struct PropagandaParams {
    static constexpr const char* title = "Propaganda: media move positions, wear down trust in the other pole and blame outsiders for uprisings";

    bool on = false;
    double persuasion = 0.002;
    double distrust = 0.1;
    double blame = 0.2;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "module M9: media reach has effects", "off in the core");
        field("persuasion", self.persuasion, Range{0, 0.008}, "position/round", "k_p: push of a sender's media towards its pole on a country without resilience", "judgement");
        field("distrust", self.distrust, Range{0, 1}, "1", "k_t: share of trust in partners at the L pole that media of the S pole take from a country without resilience", "judgement");
        field("blame", self.blame, Range{0, 1}, "1", "what full media reach of the S pole adds to the share of an uprising attributed to outsiders", "judgement");
    }
};

/// Media reach with the shocks in force, [country]: a country's own and, where it has partners, theirs times pi, no more than 1.
Eigen::ArrayXd pooled_media(const World& now);

/// Media reach of the senders at the S pole (x < 0) of one arena, [0, 1]: the sum over them, no more than 1.
double media_of_s_pole(const Eigen::ArrayXd& media, const Eigen::ArrayXd& x);

/// prop_ia = k_p sum_k sgn(x_ka) med_k (1 - res_i), without a country's own media, [country, arena].
Eigen::ArrayXXd propaganda(const World& now, const PropagandaParams& params);

/// What of the weight of partners at the L pole still moves a country: 1 - k_t med (1 - res_i), med that of the S pole, [country, arena].
Eigen::ArrayXXd trust_in_l_pole(const World& now, const PropagandaParams& params);

/// What media add to the share of uprisings that is attributed to outsiders: blame times the reach of the S pole, mean over the arenas that
/// carry load.
double added_blame(const World& now, const Setting& setting, const PropagandaParams& params);

}  // namespace comity::agents
