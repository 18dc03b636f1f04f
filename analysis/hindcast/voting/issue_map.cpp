#include "analysis/hindcast/voting/issue_map.hpp"

#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "analysis/fit/spatial_fit.hpp"
#include "analysis/hindcast/frequencies.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;
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
        const ArrayXd voted = (cast >= 0).cast<double>();
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

/// Log posterior density of each country's point, the items given.
ArrayXd by_country(const std::vector<Ballot>& ballots, const MapPoints& points, const MapItems& items)
{
    ArrayXd sums = -0.5 * points.colwise().squaredNorm().transpose().array();
    for (std::size_t k = 0; k < ballots.size(); ++k) sums += log_likelihoods(ballots[k], points, items.col(static_cast<Index>(k)));
    return sums;
}

/// One step of Fisher scoring for every country's point, shortened where it would lower the posterior density; returns the densities reached.
ArrayXd move_points(const std::vector<Ballot>& ballots, const MapItems& items, MapPoints& points)
{
    const Index n = points.cols(), m = items.cols();
    MatrixXd slope(n, m), curve(n, m);  // derivatives of each vote by u
    ArrayXd value = -0.5 * points.colwise().squaredNorm().transpose().array();
    for (Index k = 0; k < m; ++k) {
        const ItemLook look = look_at(ballots[static_cast<std::size_t>(k)], points, items.col(k));
        value += look.log_likelihoods;
        slope.col(k) = look.by_u + look.by_g;
        curve.col(k) = look.uu + 2 * look.ug + look.gg;
    }
    const MatrixXd b = items.topRows<D>();
    MatrixXd squares(m, D * D);
    for (Index k = 0; k < m; ++k) squares.row(k) = Eigen::Map<const Eigen::RowVectorXd>(MatrixXd(b.col(k) * b.col(k).transpose()).data(), D * D);
    const MatrixXd gradient = -b * slope.transpose() - points;
    const MatrixXd information = curve * squares;
    MapPoints step(D, n);
    for (Index i = 0; i < n; ++i) {
        const Eigen::VectorXd row = information.row(i);
        const Eigen::Matrix<double, D, D> of = Eigen::Map<const Eigen::Matrix<double, D, D>>(row.data()) + Eigen::Matrix<double, D, D>::Identity();
        step.col(i) = of.llt().solve(gradient.col(i));
    }
    ArrayXd reached;
    for (int attempt = 0; attempt < 4; ++attempt) {
        reached = by_country(ballots, points + step, items);
        const Eigen::Array<bool, Eigen::Dynamic, 1> worse = reached < value;
        if (!worse.any()) break;
        for (Index i = 0; i < n; ++i)
            if (worse[i]) step.col(i) *= attempt < 3 ? 0.3 : 0;
    }
    points += step;
    return reached.max(value);
}

double log_prior(const MapItems& items)
{
    const MapItem precision = ItemPrior::vague().precision;
    return -0.5 * (precision.asDiagonal() * items.cwiseAbs2()).sum();
}

/// Standardised, where countries differ at all: in a record of few countries the last dimensions stay flat.
MapPoints spread_out(const MapPoints& fitted)
{
    const MapPoints points = standardised(fitted);
    return points.array().isFinite().select(points, 0);
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
        move_points(ballots, items, map.fitted);
        const double now = move_points(ballots, items, map.fitted).sum() + log_prior(items);
        if (now - before < gain_enough) break;
        before = now;
    }
    map.points = spread_out(map.fitted);
    const std::vector<Ballot> all = ballots_of(votes, map.texts);
    map.items = MapItems::Zero(D + 2, map.texts.size());
    for (Index k = 0; k < map.items.cols(); ++k)
        map.items.col(k) = fit_item(all[static_cast<std::size_t>(k)], map.points, ItemPrior::vague(), MapItem::Zero(), 20);
    return map;
}

}  // namespace comity::analysis
