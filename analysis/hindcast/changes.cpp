#include "analysis/hindcast/changes.hpp"

#include <algorithm>
#include <limits>

namespace comity::analysis {
namespace {

constexpr double half = 0.5;

/// A vote that may have changed.
struct Candidate {
    double chance = 0;   ///< of a change
    int place = 0;       ///< of the roll call
    bool foretold = false, came = false;
    bool right = false;  ///< it came, and the likeliest of the other choices is what was cast
};

std::vector<Candidate> candidates(const TestVotes& test, const std::vector<std::int8_t>& last, const Chances& chances)
{
    std::vector<Candidate> found;
    for (std::size_t v = 0; v < test.votes.size(); ++v) {
        if (last[v] == RecordedVotes::not_cast) continue;
        Eigen::Array3d others = chances.row(static_cast<Eigen::Index>(v)).transpose();
        Eigen::Index best = 0, change = 0;
        others.maxCoeff(&best);
        const double stays = others[last[v]];
        others[last[v]] = -1;
        others.maxCoeff(&change);
        const auto cast = static_cast<std::int8_t>(test.votes[v].cast);
        const bool came = cast != last[v];
        found.push_back({1 - stays, test.place[v], best != last[v], came, came && change == cast});
    }
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.chance > b.chance; });
    return found;
}

double share(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

struct Shares {
    double precision, recall, recall_at_half, foretold, came;
};

/// `weight` [place]: how often a roll call counts.
Shares shares(const std::vector<Candidate>& sorted, auto&& weight)
{
    double above = 0, above_came = 0, above_right = 0, right_at_half = 0;
    double foretold = 0, foretold_came = 0, foretold_right = 0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        const Candidate& each = sorted[k];
        const double w = weight(each.place);
        above += w;
        above_came += each.came ? w : 0;
        above_right += each.right ? w : 0;
        if (each.foretold) {
            foretold += w;
            foretold_came += each.came ? w : 0;
            foretold_right += each.right ? w : 0;
        }
        const bool last_of_its_chance = k + 1 == sorted.size() || sorted[k + 1].chance < each.chance;
        if (last_of_its_chance && above_came >= half * above) right_at_half = above_right;
    }
    return {share(foretold_came, foretold), share(foretold_right, above_came), share(right_at_half, above_came), foretold, above_came};
}

}  // namespace

ChangeScores change_scores(const TestVotes& test, const std::vector<std::int8_t>& last, const Chances& chances, const Eigen::MatrixXd& weights)
{
    const std::vector<Candidate> sorted = candidates(test, last, chances);
    std::vector<double> precision, recall, recall_at_half;
    for (Eigen::Index s = 0; s < weights.rows(); ++s) {
        const Eigen::VectorXd weight = weights.row(s);
        const Shares drawn = shares(sorted, [&](int place) { return weight[place]; });
        precision.push_back(drawn.precision);
        recall.push_back(drawn.recall);
        recall_at_half.push_back(drawn.recall_at_half);
    }
    const Shares found = shares(sorted, [](int) { return 1.0; });
    ChangeScores result;
    result.precision = percentile_estimate(found.precision, precision);
    result.recall = percentile_estimate(found.recall, recall);
    result.recall_at_half = percentile_estimate(found.recall_at_half, recall_at_half);
    result.foretold = static_cast<long>(found.foretold);
    result.came = static_cast<long>(found.came);
    return result;
}

}  // namespace comity::analysis
