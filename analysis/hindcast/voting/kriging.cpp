#include "analysis/hindcast/voting/kriging.hpp"

#include <cmath>
#include <utility>

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int D = map_dimensions;
constexpr double kept_a_year = 0.85, noise_of_now = 0.15;

/// .85 to the power of each text's age.
VectorXd freshness(const RecordedVotes& votes, RollCallRange texts, int origin)
{
    VectorXd found(texts.size());
    for (int r = texts.first; r < texts.last; ++r)
        found[r - texts.first] = std::pow(kept_a_year, origin - votes.roll_calls[static_cast<std::size_t>(r)].date.year);
    return found;
}

MapItem mean_of(const MapItems& items, const VectorXd& weight)
{
    return items * weight / weight.sum();
}

MapItem sd_of(const MapItems& items, const VectorXd& weight)
{
    const MapItems off = items.colwise() - mean_of(items, weight);
    return (off.cwiseAbs2() * weight / weight.sum()).cwiseSqrt();
}

}  // namespace

Kriging::Kriging(MatrixXd likeness, const VectorXd& noise, const MatrixXd& values, const VectorXd& mean) : mean_(mean)
{
    likeness.diagonal() += noise;
    whole_.compute(likeness);
    weighted_ = whole_.solve((values.colwise() - mean).transpose());
}

Kriging::Expected Kriging::at(const MatrixXd& likeness) const
{
    MatrixXd white = likeness.transpose();
    whole_.matrixL().solveInPlace(white);
    return {((likeness * weighted_).transpose()).colwise() + mean_, (1 - white.colwise().squaredNorm().transpose().array()).max(0.02).min(1.2)};
}

MatrixXd on_map(const Likeness& likeness, const Texts& texts, RollCallRange rows, RollCallRange columns)
{
    MatrixXd found = 0.5 * likeness.title + 0.35 * likeness.agenda;
    for (int a = rows.first; a < rows.last; ++a)
        for (int b = columns.first; b < columns.last; ++b)
            if (texts.topic[static_cast<std::size_t>(a)] == texts.topic[static_cast<std::size_t>(b)])
                found(a - rows.first, b - columns.first) += 0.15;
    return found;
}

ExpectedItems::ExpectedItems(const IssueMap& map, const RecordedVotes& votes, const MatrixXd& likeness, int origin)
    : sd_(sd_of(map.items, freshness(votes, map.texts, origin))),
      kriging_(likeness, noise_of_now * freshness(votes, map.texts, origin).cwiseInverse(), map.items,
               mean_of(map.items, freshness(votes, map.texts, origin)))
{
}

Tallies expected_chances(const MapPoints& points, const MapItem& item, double novelty, const MapItem& sd)
{
    const VectorXd spread = points.cwiseAbs2().transpose() * sd.head<D>().cwiseAbs2();
    const ArrayXd attenuation = (1 + 0.346 * novelty * (spread.array() + sd[D] * sd[D])).rsqrt();
    const ArrayXd u = attenuation * (item[D] - (points.transpose() * item.head<D>()).array());
    const auto logistic = [](const ArrayXd& z) -> ArrayXd { return 1 / (1 + (-z.max(-35).min(35)).exp()); };
    const ArrayXd lower = logistic(u), upper = logistic(u + std::exp(item[D + 1]) * attenuation.sqrt());
    Tallies chances(points.cols(), 3);
    chances << lower, (upper - lower).max(1e-4), 1 - upper;
    return chances;
}

}  // namespace comity::analysis
