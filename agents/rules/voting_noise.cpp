#include "agents/rules/voting_noise.hpp"

#include "agents/rules/vote_kernel.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {

const std::vector<std::string>& choices(VotingNoise)
{
    static const std::vector<std::string> words{"logit", "probit"};
    return words;
}

const NoiseKernel& noise_kernel(VotingNoise law) { return law == VotingNoise::probit ? vote_kernel().probit : vote_kernel().logit; }

double chance_below(VotingNoise law, double y)
{
    return law == VotingNoise::probit ? sim::normal_cdf(y / probit_scale) : sim::logistic(y);
}

double ninth_decile(VotingNoise law)
{
    constexpr double log_odds = 2.1972245773362196, of_normal = 1.2815515655446004;
    return law == VotingNoise::probit ? probit_scale * of_normal : log_odds;
}

}  // namespace comity::agents
