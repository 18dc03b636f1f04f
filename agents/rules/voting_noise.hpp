#pragma once
// The law of what a vote owes to chance (rule 4.6): a structural choice.

#include <string>
#include <vector>

namespace comity::agents {

struct NoiseKernel;

/// F, the law of a vote's noise; see NoiseKernel.
enum class VotingNoise {
    logit,   ///< standard logistic
    probit,  ///< normal with s.d. probit_scale
};
const std::vector<std::string>& choices(VotingNoise);

const NoiseKernel& noise_kernel(VotingNoise law);

/// F(y).
double chance_below(VotingNoise law, double y);
/// F^-1(.9).
double ninth_decile(VotingNoise law);

}  // namespace comity::agents
