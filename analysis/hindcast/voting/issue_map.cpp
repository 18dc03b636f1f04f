#include "analysis/hindcast/voting/issue_map.hpp"

#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "analysis/fit/spatial_fit.hpp"
#include "analysis/hindcast/frequencies.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayXXd;
using Eigen::Index;
using Eigen::MatrixXd;

constexpr int D = map_dimensions;
constexpr int most_turns = 80, years_of_items = 12;
constexpr double gain_enough = 0.5;

std::vector<Ballot> ballots_of(const RecordedVotes& votes, RollCallRange range)
{
    std::vector<Ballot> found;
    for (int r = range.first; r < range.last; ++r) found.emplace_back(votes.cast.col(r));
    return found;
}

/// Singular vectors of the item-centred votes with standard deviation 1, of all dimensions but the first .3.
MapPoints first_points(const RecordedVotes& votes, RollCallRange window)
{
    MatrixXd centred = MatrixXd::Zero(votes.num_countries(), window.size());
    for (int r = window.first; r < window.last; ++r) {
        const auto cast = votes.cast.col(r).cast<double>();
        const Eigen::ArrayXd voted = (cast >= 0).cast<double>();
        centred.col(r - window.first) = voted * (cast - (voted * cast).sum() / std::max(voted.sum(), 1.0));
    }
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(centred * centred.transpose());
    MapPoints points = MapPoints::Zero(D, votes.num_countries());
    for (int d = 0; d < D && d < votes.num_countries(); ++d) {
        const Eigen::VectorXd vector = solver.eigenvectors().col(votes.num_countries() - 1 - d);
        const double sd = std::sqrt((vector.array() - vector.mean()).square().mean());
        points.row(d) = vector.transpose() * ((d == 0 ? 1 : 0.3) / (sd + 1e-9));
    }
    return points;
}

/// Log-likelihood of each country's votes.
Eigen::ArrayXd by_country(const std::vector<Ballot>& ballots, const MapPoints& points, const MapItems& items)
{
    Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(points.cols());
    for (std::size_t k = 0; k < ballots.size(); ++k) {
        const Eigen::Array<double, Eigen::Dynamic, 3> logs = item_chances(points, items.col(static_cast<Index>(k))).max(1e-9).log();
        for (Index i = 0; i < points.cols(); ++i)
            if (ballots[k][i] != RecordedVotes::not_cast) sums[i] += logs(i, ballots[k][i]);
    }
    return sums;
}

/// One step of Fisher scoring for every country's point, shortened where it would lower the posterior density.
void move_points(const std::vector<Ballot>& ballots, const MapItems& items, MapPoints& points)
{
    const Index n = points.cols(), m = items.cols();
    MatrixXd slope(n, m), curve(n, m);  // derivatives of each vote by u
    Eigen::ArrayXd value = -0.5 * points.colwise().squaredNorm().transpose().array();
    value += by_country(ballots, points, items);
    for (Index k = 0; k < m; ++k) {
        const ItemLook look = look_at(ballots[static_cast<std::size_t>(k)], points, items.col(k));
        slope.col(k) = look.by_u + look.by_g;
        curve.col(k) = look.uu + 2 * look.ug + look.gg;
    }
    const MatrixXd b = items.topRows<D>();
    MatrixXd squares(m, D * D);
    for (Index k = 0; k < m; ++k)
        squares.row(k) = Eigen::Map<const Eigen::RowVectorXd>(MatrixXd(b.col(k) * b.col(k).transpose()).data(), D * D);
    const MatrixXd gradient = -b * slope.transpose() - points;
    const MatrixXd information = curve * squares;
    MapPoints step(D, n);
    for (Index i = 0; i < n; ++i) {
        const Eigen::VectorXd row = information.row(i);
        const Eigen::Matrix<double, D, D> of = Eigen::Map<const Eigen::Matrix<double, D, D>>(row.data()) + Eigen::Matrix<double, D, D>::Identity();
        step.col(i) = of.llt().solve(gradient.col(i));
    }
    Eigen::Array<bool, Eigen::Dynamic, 1> worse;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const MapPoints there = points + step;
        worse = by_country(ballots, there, items) - 0.5 * there.colwise().squaredNorm().transpose().array() < value;
        if (!worse.any()) break;
        for (Index i = 0; i < n; ++i)
            if (worse[i]) step.col(i) *= attempt < 3 ? 0.3 : 0;
    }
    points += step;
}

double log_posterior(const std::vector<Ballot>& ballots, const MapPoints& points, const MapItems& items)
{
    const MapItem precision = ItemPrior::vague().precision;
    return by_country(ballots, points, items).sum() - 0.5 * points.squaredNorm() - 0.5 * (precision.asDiagonal() * items.cwiseAbs2()).sum();
}

}  // namespace

IssueMap fit_map(const RecordedVotes& votes, int origin, const MapPoints* start)
{
    const RollCallRange window = roll_calls_of(votes, {origin - years_of_window + 1, origin});
    const std::vector<Ballot> ballots = ballots_of(votes, window);
    IssueMap map{start ? *start : first_points(votes, window), {}, roll_calls_of(votes, {origin - years_of_items + 1, origin}), {}};
    MapItems items = MapItems::Zero(D + 2, window.size());
    double before = -std::numeric_limits<double>::infinity();
    for (int turn = 0; turn < most_turns; ++turn) {
        for (Index k = 0; k < items.cols(); ++k)
            items.col(k) = fit_item(ballots[static_cast<std::size_t>(k)], map.fitted, ItemPrior::vague(), items.col(k), turn == 0 ? 8 : 3);
        for (int step = 0; step < 2; ++step) move_points(ballots, items, map.fitted);
        const double now = log_posterior(ballots, map.fitted, items);
        if (now - before < gain_enough) break;
        before = now;
    }
    map.points = standardised(map.fitted);
    const std::vector<Ballot> all = ballots_of(votes, map.texts);
    map.items = MapItems::Zero(D + 2, map.texts.size());
    for (Index k = 0; k < map.items.cols(); ++k)
        map.items.col(k) = fit_item(all[static_cast<std::size_t>(k)], map.points, ItemPrior::vague(), MapItem::Zero(), 20);
    return map;
}

}  // namespace comity::analysis
