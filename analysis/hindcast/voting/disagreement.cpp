#include "analysis/hindcast/voting/disagreement.hpp"

#include "analysis/hindcast/frequencies.hpp"

namespace comity::analysis {
namespace {

using Eigen::MatrixXd;

constexpr double weight_of_topics = 15, weight_of_prior = 5, prior_distance = 0.3;
constexpr double narrowness = 25;

/// Summed distances of pairs and the number of their joint votes.
struct Sums {
    MatrixXd apart, joint;
};

Sums sums(const RecordedVotes& votes, const std::vector<int>& roll_calls)
{
    const auto n = static_cast<Eigen::Index>(roll_calls.size());
    MatrixXd chose[3];  // no, abstain, yes: [country, roll call]
    for (MatrixXd& each : chose) each = MatrixXd::Zero(votes.num_countries(), n);
    for (Eigen::Index r = 0; r < n; ++r)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const auto cast = votes.cast(i, roll_calls[static_cast<std::size_t>(r)]); cast != RecordedVotes::not_cast) chose[cast](i, r) = 1;
    const MatrixXd opposed = chose[0] * chose[2].transpose(), beside = (chose[0] + chose[2]) * chose[1].transpose();
    const MatrixXd voted = chose[0] + chose[1] + chose[2];
    return {opposed + opposed.transpose() + 0.5 * (beside + beside.transpose()), voted * voted.transpose()};
}

}  // namespace

std::vector<MatrixXd> disagreement(const RecordedVotes& votes, const Texts& texts, int origin)
{
    std::vector<std::vector<int>> of_topic(static_cast<std::size_t>(texts.num_topics));
    const RollCallRange window = roll_calls_of(votes, {origin - years_of_window + 1, origin});
    for (int r = window.first; r < window.last; ++r) of_topic[static_cast<std::size_t>(texts.topic[static_cast<std::size_t>(r)])].push_back(r);

    std::vector<Sums> parts;
    Sums all{MatrixXd::Zero(votes.num_countries(), votes.num_countries()), MatrixXd::Zero(votes.num_countries(), votes.num_countries())};
    for (const auto& roll_calls : of_topic) {
        parts.push_back(sums(votes, roll_calls));
        all.apart += parts.back().apart;
        all.joint += parts.back().joint;
    }
    const MatrixXd overall = (all.apart.array() + weight_of_prior * prior_distance) / (all.joint.array() + weight_of_prior);
    std::vector<MatrixXd> found;
    for (const Sums& part : parts)
        found.emplace_back((part.apart.array() + weight_of_topics * overall.array()) / (part.joint.array() + weight_of_topics));
    return found;
}

std::vector<MatrixXd> nearness(const std::vector<MatrixXd>& disagreement)
{
    std::vector<MatrixXd> found;
    for (const MatrixXd& apart : disagreement) {
        found.emplace_back((-narrowness * apart.array()).exp());
        found.back().diagonal().setZero();
    }
    return found;
}

}  // namespace comity::analysis
