#include "analysis/hindcast/voting/tallies.hpp"

namespace comity::analysis {

Tallies shrunk(const Tallies& counts, const Tallies& prior, double weight)
{
    Tallies found = counts + weight * prior;
    found.colwise() /= (counts.rowwise().sum() + weight).eval();
    return found;
}

Tallies one_hot(const Eigen::Ref<const Eigen::Array<std::int8_t, Eigen::Dynamic, 1>>& cast)
{
    Tallies found = Tallies::Zero(cast.size(), 3);
    for (Eigen::Index i = 0; i < cast.size(); ++i)
        if (cast[i] != RecordedVotes::not_cast) found(i, cast[i]) = 1;
    return found;
}

LogOdds log_odds(const Tallies& chances, double bound)
{
    const Tallies logs = chances.max(1e-5).log();
    LogOdds found(chances.rows(), 2);
    found.col(0) = (logs.col(2) - logs.col(1)).max(-bound).min(bound);
    found.col(1) = (logs.col(0) - logs.col(1)).max(-bound).min(bound);
    return found;
}

}  // namespace comity::analysis
