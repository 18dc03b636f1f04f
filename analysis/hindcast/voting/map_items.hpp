#pragma once
// Roll calls as items in a space of issues: what each says there, from votes and from what was expected of it.

#include <Eigen/Core>

#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// Dimensions of the map: on recorded votes of 2008 to 2015 four foretold a little less, three less than that.
inline constexpr int map_dimensions = 6;

using MapPoints = Eigen::Matrix<double, map_dimensions, Eigen::Dynamic>;     // [dimension, country]
using MapItem = Eigen::Matrix<double, map_dimensions + 2, 1>;                // slopes b, threshold t, log gap d, as in SpatialFit
using MapItems = Eigen::Matrix<double, map_dimensions + 2, Eigen::Dynamic>;  // [parameter, item]
/// What countries chose on an item: [country].
using Ballot = Eigen::Array<std::int8_t, Eigen::Dynamic, 1>;

/// Normal expectation of an item's parameters, each by itself.
struct ItemPrior {
    MapItem mean = MapItem::Zero();
    MapItem precision = MapItem::Zero();
    /// That of fit_spatial: slopes N(0, 4), threshold N(0, 25), log gap N(0, 2.25).
    static ItemPrior vague();
};

/// Likelihood terms of one item at all countries' places, with g = exp(d), u = t - b x.
///
/// by_u, by_g: derivatives of ln P by u and by u + g; uu, ug, gg: expected information of these.
/// Shape:  [country]; 0 for countries that did not vote
struct ItemLook {
    Eigen::ArrayXd by_u, by_g, uu, ug, gg;
    Eigen::ArrayXd log_likelihoods;
};
ItemLook look_at(const Ballot& ballot, const MapPoints& points, const MapItem& item);
Eigen::ArrayXd log_likelihoods(const Ballot& ballot, const MapPoints& points, const MapItem& item);

/// The item of greatest posterior density given a ballot, from `start` by at most `steps` damped steps of Fisher scoring.
///
/// Source: Levenberg's damping: Nocedal & Wright (2006), Numerical Optimization, ch. 10
MapItem fit_item(const Ballot& ballot, const MapPoints& points, const ItemPrior& prior, MapItem start, int steps);

/// Chances of no, abstention and yes: [country, choice].
Eigen::Array<double, Eigen::Dynamic, 3> item_chances(const MapPoints& points, const MapItem& item);

}  // namespace comity::analysis
