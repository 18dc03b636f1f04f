#include "analysis/hindcast/voting/map_items.hpp"

#include <Eigen/Cholesky>

#include "analysis/fit/ideal_points.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;

constexpr int D = map_dimensions;
constexpr double least_chance = 1e-9;

ArrayXd logistic(const ArrayXd& z)
{
    return 1 / (1 + (-z.max(-35).min(35)).exp());
}

/// L(u) and L(u + g) at every country's place.
struct Steps {
    ArrayXd lower, upper;
};
Steps steps_of(const MapPoints& points, const MapItem& item)
{
    const ArrayXd u = item[D] - (points.transpose() * item.head<D>()).array();
    return {logistic(u), logistic(u + std::exp(item[D + 1]))};
}

/// Log-likelihood of each country's vote, 0 where there is none.
ArrayXd logs_of(const Ballot& ballot, const Steps& at)
{
    ArrayXd chances(ballot.size());
    for (Eigen::Index i = 0; i < ballot.size(); ++i)
        chances[i] = ballot[i] == RecordedVotes::not_cast ? 1
                     : ballot[i] == 0                     ? at.lower[i]
                     : ballot[i] == 1                     ? at.upper[i] - at.lower[i]
                                                          : 1 - at.upper[i];
    return chances.max(least_chance).log();
}

double penalty(const ItemPrior& prior, const MapItem& item)
{
    return 0.5 * prior.precision.dot((item - prior.mean).cwiseAbs2());
}

}  // namespace

ItemPrior ItemPrior::vague()
{
    const IdealPointPriors priors;
    const auto precision = [](double sd) { return 1 / (sd * sd); };
    ItemPrior prior;
    prior.precision.setConstant(precision(priors.slope_sd));
    prior.precision[D] = precision(priors.threshold_sd);
    prior.precision[D + 1] = precision(priors.log_gap_sd);
    return prior;
}

ArrayXd log_likelihoods(const Ballot& ballot, const MapPoints& points, const MapItem& item)
{
    return logs_of(ballot, steps_of(points, item));
}

ItemLook look_at(const Ballot& ballot, const MapPoints& points, const MapItem& item)
{
    const Steps at = steps_of(points, item);
    const ArrayXd no = at.lower.max(least_chance), abstain = (at.upper - at.lower).max(least_chance), yes = (1 - at.upper).max(least_chance);
    const ArrayXd lower = at.lower * (1 - at.lower), upper = at.upper * (1 - at.upper);  // densities
    const ArrayXd voted = (ballot != RecordedVotes::not_cast).cast<double>();
    const auto chose = [&](Choice choice) { return (ballot == static_cast<std::int8_t>(choice)).cast<double>(); };
    ItemLook look;
    look.by_u = lower * (chose(Choice::no) / no - chose(Choice::abstain) / abstain);
    look.by_g = upper * (chose(Choice::abstain) / abstain - chose(Choice::yes) / yes);
    look.uu = voted * lower.square() * (1 / no + 1 / abstain);
    look.gg = voted * upper.square() * (1 / abstain + 1 / yes);
    look.ug = -voted * lower * upper / abstain;
    look.log_likelihoods = logs_of(ballot, at);
    return look;
}

MapItem fit_item(const Ballot& ballot, const MapPoints& points, const ItemPrior& prior, MapItem item, int steps)
{
    using Information = Eigen::Matrix<double, D + 2, D + 2>;
    Eigen::Matrix<double, D + 1, Eigen::Dynamic> by_place(D + 1, points.cols());  // du / d(b, t)
    by_place.topRows<D>() = -points;
    by_place.row(D).setOnes();
    double damping = 1e-2;
    for (int step_number = 0; step_number < steps; ++step_number) {
        const ItemLook look = look_at(ballot, points, item);
        const double value = look.log_likelihoods.sum() - penalty(prior, item), gap = std::exp(item[D + 1]);
        MapItem gradient = -prior.precision.cwiseProduct(item - prior.mean);
        gradient.head<D + 1>() += by_place * (look.by_u + look.by_g).matrix();
        gradient[D + 1] += gap * look.by_g.sum();
        Information information = prior.precision.asDiagonal().toDenseMatrix();
        information.topLeftCorner<D + 1, D + 1>() += by_place * (look.uu + 2 * look.ug + look.gg).matrix().asDiagonal() * by_place.transpose();
        information.block<D + 1, 1>(0, D + 1) += gap * (by_place * (look.ug + look.gg).matrix());
        information.block<1, D + 1>(D + 1, 0) = information.block<D + 1, 1>(0, D + 1).transpose();
        information(D + 1, D + 1) += gap * gap * look.gg.sum();

        for (bool risen = false; !risen && step_number < steps;) {
            Information damped = information;
            damped.diagonal() *= 1 + damping;
            MapItem step = damped.ldlt().solve(gradient);
            step *= std::min(1.0, 3 / std::max(step.cwiseAbs().maxCoeff(), 1e-9));
            const double rise = log_likelihoods(ballot, points, item + step).sum() - penalty(prior, item + step) - value;
            risen = rise > 0;
            damping = risen ? std::max(0.2 * damping, 1e-8) : std::min(8 * damping, 1e6);
            if (risen) item += step;
            if (risen && rise < 1e-4) return item;
            if (damping > 1e3) return item;
            step_number += !risen;
        }
    }
    return item;
}

Eigen::Array<double, Eigen::Dynamic, 3> item_chances(const MapPoints& points, const MapItem& item)
{
    const Steps at = steps_of(points, item);
    Eigen::Array<double, Eigen::Dynamic, 3> chances(points.cols(), 3);
    chances << at.lower, (at.upper - at.lower).max(least_chance), 1 - at.upper;
    return chances;
}

}  // namespace comity::analysis
