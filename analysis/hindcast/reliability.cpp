#include "analysis/hindcast/reliability.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr int num_bins = 10;
constexpr Choice choices[] = {Choice::no, Choice::abstain, Choice::yes};

const char* word(Choice choice) { return choice == Choice::no ? "no" : choice == Choice::abstain ? "abstain" : "yes"; }

/// Votes, chance and votes cast so, by roll call and bin: [roll call, 3 bin + what].
Eigen::MatrixXd sums_of(const TestVotes& test, const Chances& chances, Choice choice)
{
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(test.num_roll_calls(), 3 * num_bins);
    for (std::size_t v = 0; v < test.votes.size(); ++v) {
        const double chance = chances(static_cast<Eigen::Index>(v), static_cast<Eigen::Index>(choice));
        const int bin = std::clamp(static_cast<int>(chance * num_bins), 0, num_bins - 1);
        sums.row(test.place[v]).segment<3>(3 * bin) += Eigen::RowVector3d(1, chance, test.votes[v].cast == choice ? 1 : 0);
    }
    return sums;
}

}  // namespace

std::vector<ReliabilityBin> reliability(const TestVotes& test, const Chances& chances, const Eigen::MatrixXd& weights)
{
    std::vector<ReliabilityBin> found;
    for (const Choice choice : choices) {
        const Eigen::MatrixXd sums = sums_of(test, chances, choice);
        const Eigen::MatrixXd drawn = weights * sums;
        const Eigen::RowVectorXd whole = sums.colwise().sum();
        for (int bin = 0; bin < num_bins; ++bin) {
            const double votes = whole[3 * bin];
            if (!(votes > 0)) continue;
            std::vector<double> samples;
            for (Eigen::Index s = 0; s < drawn.rows(); ++s)
                if (drawn(s, 3 * bin) > 0) samples.push_back(drawn(s, 3 * bin + 2) / drawn(s, 3 * bin));
            ReliabilityBin row;
            row.choice = choice;
            row.from = static_cast<double>(bin) / num_bins;
            row.to = static_cast<double>(bin + 1) / num_bins;
            row.chance = whole[3 * bin + 1] / votes;
            row.share = percentile_estimate(whole[3 * bin + 2] / votes, std::move(samples));
            row.votes = static_cast<long>(votes);
            found.push_back(row);
        }
    }
    return found;
}

std::vector<Reliability> reliability_of(const std::vector<Forecast>& forecasts, const TestVotes& test, const Eigen::MatrixXd& weights)
{
    std::vector<Reliability> all;
    for (const Forecast& each : forecasts) all.push_back({each.mode, each.window, each.model, reliability(test, each.chances, weights)});
    return all;
}

std::string as_csv(const std::vector<Reliability>& all)
{
    std::string text = "mode,window,model,choice,from,to,chance,share,low,high,n\n";
    for (const Reliability& each : all)
        for (const ReliabilityBin& bin : each.bins)
            text += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", word(each.mode), word(each.window), each.model, word(bin.choice), sim::number(bin.from),
                                sim::number(bin.to), sim::number(bin.chance), sim::number(bin.share.value), sim::number(bin.share.low),
                                sim::number(bin.share.high), bin.votes);
    return text;
}

}  // namespace comity::analysis
