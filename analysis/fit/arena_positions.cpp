#include "analysis/fit/arena_positions.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "analysis/fit/vote_records.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

std::vector<int> votes_by_country(const RollCalls& calls)
{
    std::vector<int> counts(static_cast<std::size_t>(calls.num_countries), 0);
    for (const auto& vote : calls.votes) ++counts[static_cast<std::size_t>(vote.country)];
    return counts;
}

VectorXd standardised(const VectorXd& points)
{
    const VectorXd off = points.array() - points.mean();
    return off / std::sqrt(off.squaredNorm() / static_cast<double>(off.size()));
}

/// Mean and s.d. of what is published for the countries at hand.
PointScale scale_of(const VectorXd& published)
{
    double n = 0;
    double sum = 0;
    double squares = 0;
    for (const double point : published)
        if (!std::isnan(point)) {
            n += 1;
            sum += point;
            squares += point * point;
        }
    return {sum / n, std::sqrt(squares / n - sum / n * (sum / n))};
}

ArenaPositions place_arena(const ArenaRule& rule, const std::vector<const VotesByTopic*>& sources, const PositionEstimates& so_far,
                           int positive)
{
    const auto calls = roll_calls_on(sources, rule.topics, so_far.countries);
    ArenaPositions arena{rule.arena, calls.num_items, votes_by_country(calls), so_far.shared};
    if (calls.votes.empty()) {
        arena.points.std_error = (so_far.shared.std_error.array().square() + std::pow(rule.point_sd * so_far.scale.sd, 2)).sqrt();
        return arena;
    }
    IdealPointPriors priors;
    priors.point_centre = standardised(so_far.shared.position);
    priors.point_sd = rule.point_sd;
    const auto fit = fit_ideal_points(calls, priors, positive, priors.point_centre);
    arena.points = place_points(fit, std::vector<bool>(so_far.countries.size(), true), so_far.scale);
    return arena;
}

}  // namespace

const std::vector<ArenaRule>& default_arena_rules()
{
    static const std::vector<ArenaRule> rules{{"HR", {"hr", "cs"}, 1}, {"NI", {"ni"}, .5}, {"CY", {"cy"}, .5}, {"CT", {"nu", "di"}, 1}};
    return rules;
}

PositionEstimates estimate_positions(const PositionInput& input)
{
    const auto assembly = read_assembly_votes(input.data, input.years, input.renamed);
    const auto council = read_council_votes(input.data, input.years, input.renamed);
    std::vector<std::string> topics;
    std::set<std::string> voters;
    for (const auto& [topic, votes] : assembly) {
        topics.push_back(topic);
        for (const auto& vote : votes) voters.insert(vote.country);
    }

    PositionEstimates found;
    found.years = input.years;
    for (const auto& country : input.countries)
        if (voters.contains(country)) found.countries.push_back(country);
    const auto usa = std::find(found.countries.begin(), found.countries.end(), "USA");
    if (usa == found.countries.end()) throw std::runtime_error("USA cast no vote in the window; it gives the scale its sign");
    const int positive = static_cast<int>(usa - found.countries.begin());

    const auto calls = roll_calls_on({&assembly}, topics, found.countries);
    found.num_roll_calls = calls.num_items;
    found.num_votes = static_cast<long>(calls.votes.size());
    const auto fit = fit_ideal_points(calls, {}, positive);

    const auto published = [&](const std::string& series) {
        return published_points(input.data, input.years, series, found.countries, input.published_left_out);
    };
    found.scale = {0, .9};
    found.scale_is_published = std::filesystem::exists(input.data / "ideal_points_bsv.csv");
    if (found.scale_is_published) found.scale = scale_of(published("ideal_all"));
    found.shared = place_points(fit, std::vector<bool>(found.countries.size(), true), found.scale);
    for (const auto& rule : default_arena_rules()) found.arenas.push_back(place_arena(rule, {&assembly, &council}, found, positive));

    if (!found.scale_is_published) return found;
    const auto check = [&](const std::string& estimate, const PlacedPoints& points, const std::string& series) {
        const auto r = correlation(points.position, published(series));
        found.checks.push_back({estimate, series, r.value, r.rows});
    };
    check("all topics", found.shared, "ideal_all");
    for (const auto& arena : found.arenas) {
        if (arena.num_roll_calls == 0) continue;
        check(arena.arena, arena.points, arena.arena == "HR" ? "ideal_hr" : arena.arena == "CT" ? "ideal_nu" : "ideal_all");
    }
    return found;
}

}  // namespace comity::analysis
