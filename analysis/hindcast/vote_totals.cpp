#include "analysis/hindcast/vote_totals.hpp"

#include <limits>

#include "analysis/targets/pair_agreement.hpp"

namespace comity::analysis {
namespace {

double agreement(Eigen::Index a, Eigen::Index b) { return halves_alike(static_cast<int>(a), static_cast<int>(b)) / 2.0; }

/// Mean and variance of the agreement of two votes with these chances.
struct Expected {
    double mean = 0, variance = 0;
};
Expected expected_agreement(const Eigen::Array3d& a, const Eigen::Array3d& b)
{
    Expected found;
    double square = 0;
    for (Eigen::Index x = 0; x < 3; ++x)
        for (Eigen::Index y = 0; y < 3; ++y) {
            const double chance = a[x] * b[y];
            found.mean += chance * agreement(x, y);
            square += chance * agreement(x, y) * agreement(x, y);
        }
    found.variance = square - found.mean * found.mean;
    return found;
}

VoteTotals nothing(Eigen::Index roll_calls, Eigen::Index quantities)
{
    const Eigen::MatrixXd zero = Eigen::MatrixXd::Zero(roll_calls, quantities);
    return {zero, zero, zero, zero};
}

}  // namespace

std::vector<Pair> compared_pairs(const RecordedVotes& votes)
{
    std::vector<int> rows;
    for (const std::string& state : followed_countries())
        if (const int row = votes.row(state); row >= 0) rows.push_back(row);
    if (rows.size() < 2) {
        rows.clear();
        for (int i = 0; i < votes.num_countries(); ++i) rows.push_back(i);
    }
    std::vector<Pair> pairs;
    for (std::size_t k = 0; k < rows.size(); ++k)
        for (std::size_t l = k + 1; l < rows.size(); ++l) pairs.push_back({rows[k], rows[l]});
    return pairs;
}

VoteTotals pair_agreement(const RecordedVotes& votes, const TestVotes& test, const Chances& chances, const std::vector<Pair>& pairs, int year)
{
    VoteTotals totals = nothing(test.num_roll_calls(), static_cast<Eigen::Index>(pairs.size()));
    std::vector<Eigen::Index> vote_of(static_cast<std::size_t>(votes.num_countries()));  // on the roll call at hand, -1 where none
    for (std::size_t v = 0; v < test.votes.size();) {
        const int roll_call = test.votes[v].question.roll_call, place = test.place[v];
        std::fill(vote_of.begin(), vote_of.end(), -1);
        for (; v < test.votes.size() && test.votes[v].question.roll_call == roll_call; ++v)
            vote_of[static_cast<std::size_t>(test.votes[v].question.country)] = static_cast<Eigen::Index>(v);
        if (votes.roll_calls[static_cast<std::size_t>(roll_call)].date.year != year) continue;
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            const Eigen::Index a = vote_of[static_cast<std::size_t>(pairs[k].a)], b = vote_of[static_cast<std::size_t>(pairs[k].b)];
            if (a < 0 || b < 0) continue;
            const Expected expected = expected_agreement(chances.row(a).transpose(), chances.row(b).transpose());
            const auto pair = static_cast<Eigen::Index>(k);
            totals.count(place, pair) = 1;
            totals.came(place, pair) = agreement(static_cast<Eigen::Index>(test.votes[static_cast<std::size_t>(a)].cast),
                                                 static_cast<Eigen::Index>(test.votes[static_cast<std::size_t>(b)].cast));
            totals.expected(place, pair) = expected.mean;
            totals.variance(place, pair) = expected.variance;
        }
    }
    return totals;
}

VoteTotals yes_shares(const TestVotes& test, const Chances& chances)
{
    VoteTotals totals = nothing(test.num_roll_calls(), test.num_roll_calls());
    constexpr auto yes = static_cast<Eigen::Index>(Choice::yes);
    for (std::size_t v = 0; v < test.votes.size(); ++v) {
        const int place = test.place[v];
        const double chance = chances(static_cast<Eigen::Index>(v), yes);
        totals.count(place, place) += 1;
        totals.came(place, place) += test.votes[v].cast == Choice::yes ? 1 : 0;
        totals.expected(place, place) += chance;
        totals.variance(place, place) += chance * (1 - chance);
    }
    return totals;
}

Eigen::ArrayX3d quantities(const VoteTotals& totals, const Eigen::VectorXd& weight)
{
    const auto sums = [&](const Eigen::MatrixXd& of) { return Eigen::ArrayXd((weight.transpose() * of).transpose()); };
    Eigen::ArrayXd count = sums(totals.count);
    count = (count > 0).select(count, std::numeric_limits<double>::quiet_NaN());
    Eigen::ArrayX3d found(count.size(), 3);
    found.col(0) = sums(totals.came) / count;
    found.col(1) = sums(totals.expected) / count;
    found.col(2) = sums(totals.variance).sqrt() / count;
    return found;
}

}  // namespace comity::analysis
