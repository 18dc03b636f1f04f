#include "analysis/fit/window_points.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "analysis/fit/arena_positions.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// Votes of some roll calls by countries that have a place.
RollCalls calls_of(const RecordedVotes& votes, const std::vector<int>& roll_calls, const std::vector<int>& place, int countries)
{
    RollCalls calls{countries, static_cast<int>(roll_calls.size()), {}};
    for (std::size_t k = 0; k < roll_calls.size(); ++k)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, roll_calls[k]); cast != RecordedVotes::not_cast && place[static_cast<std::size_t>(i)] >= 0)
                calls.votes.push_back({place[static_cast<std::size_t>(i)], static_cast<int>(k), static_cast<Choice>(cast)});
    return calls;
}

VectorXd centred(const VectorXd& points)
{
    const VectorXd off = points.array() - points.mean();
    return off / std::sqrt(off.squaredNorm() / static_cast<double>(off.size()));
}

/// Places of the countries that cast a vote on any of the roll calls, -1 for others.
std::vector<int> places(const RecordedVotes& votes, const std::vector<int>& roll_calls, int& number)
{
    std::vector<int> place(votes.countries.size(), -1);
    number = 0;
    for (int i = 0; i < votes.num_countries(); ++i)
        if (std::any_of(roll_calls.begin(), roll_calls.end(), [&](int k) { return votes.cast(i, k) != RecordedVotes::not_cast; })) place[static_cast<std::size_t>(i)] = number++;
    return place;
}

/// The points of voters, spread over all countries of the record.
PlacedPoints spread(const PlacedPoints& points, const std::vector<int>& place)
{
    const auto n = static_cast<Index>(place.size());
    PlacedPoints all{VectorXd::Constant(n, std::numeric_limits<double>::quiet_NaN()), VectorXd::Constant(n, std::numeric_limits<double>::infinity())};
    for (Index i = 0; i < n; ++i)
        if (const int at = place[static_cast<std::size_t>(i)]; at >= 0) {
            all.position[i] = points.position[at];
            all.std_error[i] = points.std_error[at];
        }
    return all;
}

}  // namespace

WindowPoints window_points(const RecordedVotes& votes, Years years, PointScale scale, const std::function<bool(int roll_call)>& counts)
{
    std::vector<int> all;
    for (int k = votes.first_after(years.first - 1); k < votes.first_after(years.last); ++k)
        if (!counts || counts(k)) all.push_back(k);
    int number = 0;
    const std::vector<int> place = places(votes, all, number);
    const int usa = votes.row("USA");
    if (usa < 0 || place[static_cast<std::size_t>(usa)] < 0)
        throw std::invalid_argument(fmt::format("USA, on whose side positions are positive, cast no vote from {} to {}", years.first, years.last));
    const int positive = place[static_cast<std::size_t>(usa)];
    const std::vector<bool> everyone(static_cast<std::size_t>(number), true);
    const PlacedPoints shared = place_points(fit_ideal_points(calls_of(votes, all, place, number), {}, positive), everyone, scale);

    WindowPoints found;
    for (const ArenaRule& rule : default_arena_rules()) {
        std::vector<int> own;
        for (const int k : all)
            if (std::find(rule.topics.begin(), rule.topics.end(), votes.roll_calls[static_cast<std::size_t>(k)].topic) != rule.topics.end()) own.push_back(k);
        PlacedPoints points = shared;
        if (own.empty()) {
            points.std_error = (shared.std_error.array().square() + std::pow(rule.point_sd * scale.sd, 2)).sqrt();
        } else {
            IdealPointPriors priors;
            priors.point_centre = centred(shared.position);
            priors.point_sd = rule.point_sd;
            points = place_points(fit_ideal_points(calls_of(votes, own, place, number), priors, positive, priors.point_centre), everyone, scale);
        }
        found.emplace(rule.arena, spread(points, place));
    }
    return found;
}

}  // namespace comity::analysis
