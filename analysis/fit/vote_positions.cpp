#include "analysis/fit/vote_positions.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/fit/arena_positions.hpp"
#include "analysis/fit/dynamic_fit.hpp"
#include "analysis/fit/spatial_fit.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;

/// Countries that cast a vote, and their votes by rows among them.
struct Voters {
    std::vector<int> row;  // of the record
    std::vector<RollCalls> periods;
    int positive = 0;

    std::size_t size() const { return row.size(); }
};

Voters voters_of(const RecordedVotes& votes, std::vector<RollCalls> periods)
{
    std::vector<int> place(votes.countries.size(), -1);
    for (const RollCalls& period : periods)
        for (const CastVote& vote : period.votes) place[static_cast<std::size_t>(vote.country)] = 0;
    Voters found;
    for (std::size_t i = 0; i < place.size(); ++i)
        if (place[i] == 0) {
            place[i] = static_cast<int>(found.row.size());
            found.row.push_back(static_cast<int>(i));
        }
    const int usa = votes.row("USA");
    if (usa < 0 || place[static_cast<std::size_t>(usa)] < 0) throw std::invalid_argument("USA, on whose side positions are positive, cast no vote in these years");
    if (found.size() < 3) throw std::invalid_argument("fewer than three countries voted in these years");
    found.positive = place[static_cast<std::size_t>(usa)];
    for (RollCalls& period : periods) {
        period.num_countries = static_cast<int>(found.size());
        for (CastVote& vote : period.votes) vote.country = place[static_cast<std::size_t>(vote.country)];
    }
    found.periods = std::move(periods);
    return found;
}

/// Writes the rows of a period; the points' columns are the voters'.
void add_rows(const RecordedVotes& votes, const Voters& voters, const RollCalls& period, Years years, const PlacedAxes& points, PositionTable& table)
{
    std::vector<int> cast(voters.size(), 0);
    for (const CastVote& vote : period.votes) ++cast[static_cast<std::size_t>(vote.country)];
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (cast[i] == 0) continue;
        for (Index d = 0; d < points.position.rows(); ++d)
            table.rows.push_back({votes.countries[static_cast<std::size_t>(voters.row[i])], years, static_cast<int>(d) + 1, points.position(d, static_cast<Index>(i)),
                                  points.std_error(d, static_cast<Index>(i)), cast[i]});
    }
}

RollCalls some_votes(const RecordedVotes& votes, Years years, const std::string& arena)
{
    RollCalls calls = votes_on_arena(votes, years, arena);
    if (!calls.votes.empty()) return calls;
    const std::string of = arena.empty() ? "" : fmt::format(" on arena {}", arena);
    throw std::invalid_argument(years.first == years.last ? fmt::format("there is no roll call{} in {}", of, years.first)
                                                          : fmt::format("there is no roll call{} from {} to {}", of, years.first, years.last));
}

void add_window(const RecordedVotes& votes, const PositionRequest& request, Years years, PositionTable& table)
{
    const Voters voters = voters_of(votes, {some_votes(votes, years, request.arena)});
    const SpatialFit fit = fit_spatial(voters.periods[0], request.dimensions, {}, voters.positive);
    const PrincipalAxes axes(fit.points, std::vector<bool>(voters.size(), true));
    add_rows(votes, voters, voters.periods[0], years, axes.place(fit.covariance.diagonal(), fit.covariance * axes.functionals()), table);
}

void add_years(const RecordedVotes& votes, const PositionRequest& request, PositionTable& table)
{
    std::vector<RollCalls> periods;
    for (int year = request.years.first; year <= request.years.last; ++year) periods.push_back(some_votes(votes, {year, year}, request.arena));
    const Voters voters = voters_of(votes, std::move(periods));
    const DynamicFit fit = fit_dynamic({static_cast<int>(voters.size()), voters.periods}, request.dimensions, {}, voters.positive, request.walk_sd);
    const auto n = static_cast<Index>(voters.size());
    for (std::size_t t = 0; t < voters.periods.size(); ++t) {
        const int year = request.years.first + static_cast<int>(t);
        const Index from = static_cast<Index>(t) * n;
        add_rows(votes, voters, voters.periods[t], {year, year}, {fit.points.position.middleCols(from, n), fit.points.std_error.middleCols(from, n)}, table);
    }
    table.walk_sd.assign(fit.walk_sd.begin(), fit.walk_sd.end());
}

}  // namespace

RollCalls votes_on_arena(const RecordedVotes& votes, Years years, const std::string& arena)
{
    const auto& rules = default_arena_rules();
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const ArenaRule& each) { return each.arena == arena; });
    if (!arena.empty() && rule == rules.end()) throw std::invalid_argument(fmt::format("there is no arena '{}'; there are HR, NI, CY and CT", arena));
    RollCalls calls{votes.num_countries(), 0, {}};
    for (int k = votes.first_after(years.first - 1); k < votes.first_after(years.last); ++k) {
        if (!arena.empty() && std::find(rule->topics.begin(), rule->topics.end(), votes.roll_calls[static_cast<std::size_t>(k)].topic) == rule->topics.end()) continue;
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, k); cast != RecordedVotes::not_cast) calls.votes.push_back({i, calls.num_items, static_cast<Choice>(cast)});
        ++calls.num_items;
    }
    return calls;
}

PositionTable positions_of(const RecordedVotes& votes, const PositionRequest& request)
{
    PositionTable table;
    if (request.dynamic) {
        add_years(votes, request, table);
        return table;
    }
    const int length = request.window > 0 ? request.window : request.years.last - request.years.first + 1;
    for (int first = request.years.first; first <= request.years.last; first += length)
        add_window(votes, request, {first, std::min(first + length - 1, request.years.last)}, table);
    return table;
}

std::string as_csv(const PositionTable& table)
{
    std::string text = "country,first_year,last_year,dimension,position,std_error,votes\n";
    for (const PositionRow& row : table.rows)
        text += fmt::format("{},{},{},{},{},{},{}\n", sim::quoted(row.country), row.years.first, row.years.last, row.dimension, sim::number(row.position),
                            sim::number(row.std_error), row.votes);
    return text;
}

}  // namespace comity::analysis
