#include "analysis/hindcast/voting/expected_lines.hpp"

namespace comity::analysis {
namespace {

Tally world(const Tallies& counts)
{
    return counts.colwise().sum();
}

/// Shares of each country's counts; near 0 for a country with few.
Tallies unit(const Tallies& counts)
{
    Tallies found = counts;
    found.colwise() /= (counts.rowwise().sum() + 0.3).eval();
    return found;
}

}  // namespace

ExpectedLines expected_lines(const EarlierVotes& votes, const Eigen::MatrixXd& nearness)
{
    const Eigen::Index n = votes.all.rows();
    const auto everyone = [n](const Tally& chances) -> Tallies { return chances.replicate(n, 1); };
    const auto bloc = [&](const Tallies& counts) -> Tallies { return (nearness * counts.matrix()).array(); };

    const Tally all = shrunk(world(votes.all), Tally::Constant(1.0 / 3), 3);
    const Tally topic = shrunk(world(votes.topic), all, 10);
    const Tally drift = shrunk(Tally(world(votes.similar) / 50), topic, 0.5);
    const Tallies own_always = shrunk(votes.all, everyone(all), 5);
    const Tallies own_topic = shrunk(votes.topic, 0.5 * everyone(topic) + 0.5 * own_always, 4);
    const Tallies bloc_similar = shrunk(bloc(unit(votes.similar)), everyone(drift), 0.2);
    const Tallies own_similar = shrunk(votes.similar, 0.6 * bloc_similar + 0.4 * own_topic, 0.8);
    const Tallies bloc_title = shrunk(bloc(unit(votes.title)), bloc_similar, 0.3);
    return {shrunk(votes.title, 0.5 * bloc_title + 0.5 * own_similar, 0.25), shrunk(bloc(votes.last), bloc_title, 0.2), drift};
}

}  // namespace comity::analysis
