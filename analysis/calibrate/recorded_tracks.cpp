#include "analysis/calibrate/recorded_tracks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "agents/rules/sense_threat.hpp"
#include "agents/tie_layers.hpp"
#include "analysis/fit/window_points.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;
using Eigen::VectorXd;

/// A window's points by country of the world, and the round in its middle.
struct Observed {
    int round = 0;
    std::map<std::string, PlacedPoints> arenas;
};

std::vector<Observed> observe(const TrackSources& sources, int last_year, int window)
{
    std::vector<Observed> found;
    for (int first = sources.start.setting.start_year; first + window - 1 <= last_year; first += window) {
        Observed at{(first - sources.start.setting.start_year) * 4 + 2 * window, {}};
        for (const auto& [arena, points] : window_points(sources.votes, {first, first + window - 1})) {
            const auto n = static_cast<Index>(sources.start.setting.code.size());
            PlacedPoints placed{VectorXd::Constant(n, std::nan("")), VectorXd::Zero(n)};
            for (Index i = 0; i < n; ++i)
                if (const int row = sources.votes.row(sources.start.setting.code[static_cast<std::size_t>(i)]); row >= 0) {
                    placed.position[i] = points.position[row];
                    placed.std_error[i] = points.std_error[row];
                }
            at.arenas.emplace(arena, std::move(placed));
        }
        found.push_back(std::move(at));
    }
    return found;
}

ArrayXXd exposures(const TrackSources& sources, int rounds)
{
    const agents::Setting& setting = sources.start.setting;
    ArrayXXd exposure = setting.initial_exposure.replicate(1, rounds);
    std::map<int, std::map<int, double>> by_year;
    for (const scenarios::ExposureRow& row : sources.tables.regime) by_year[row.country][row.year] = row.exposure;
    for (const auto& [country, path] : by_year)
        for (int t = 0; t < rounds; ++t)
            if (const auto next = path.upper_bound(setting.year(t)); next != path.begin()) exposure(country, t) = std::prev(next)->second;
    return exposure;
}

/// Mean position over the arenas HR and NI at the start.
ArrayXd place_of_start(const TrackSources& sources)
{
    const auto& arenas = sources.start.setting.institutions;
    const ArrayXXd& x = sources.start.world.position;
    return (x.col(arenas.arena("HR").index) + x.col(arenas.arena("NI").index)) / 2;
}

/// T of rule 4.1 from recorded crises, without pressure.
ArrayXXd threats(const TrackSources& sources, const ArrayXXd& exposure)
{
    const agents::ThreatParams rule;
    const agents::Setting& setting = sources.start.setting;
    const ArrayXd place = place_of_start(sources);
    ArrayXXd threat(exposure.rows(), exposure.cols());
    ArrayXd now = sources.start.world.threat, uprising = sources.start.world.uprising;
    for (Index t = 0; t < exposure.cols(); ++t) {
        for (Index i = 0; i < now.size(); ++i) {
            const double rest = agents::resting_threat(exposure(i, t), uprising[i], 0, rule);
            now[i] += rule.adjustment * (rest - now[i]);
        }
        threat.col(t) = now;
        uprising *= rule.uprising_memory;
        for (const scenarios::CrisisRow& crisis : sources.tables.crises) {
            const int round = (crisis.year - setting.start_year) * 4 + crisis.quarter - setting.start_quarter;
            if (!crisis.standing && round != t) continue;
            uprising += crisis.attributed * crisis.severity * 0.5 * (-(place - place[crisis.target]).abs()).exp();
            uprising[crisis.target] += crisis.attributed * crisis.severity * 0.5;
        }
    }
    return threat;
}

/// Layers of ties, and for each entry who stands at its end.
double layer(const agents::TieLayers& ties, std::size_t which, std::size_t entry)
{
    return which == 0 ? ties.security[entry] : which == 1 ? ties.trade[entry] : ties.caucus[entry];
}

/// Means of the partners of i over those observed, layer by layer, where the first three are of weight 1.
void add_partners(const agents::TieLayers& ties, const agents::World& world, int i, const VectorXd& position, Index at, PositionTrack& track)
{
    track.partners.row(at).setZero();
    for (std::size_t k = 0; k + 1 < num_layers; ++k) {
        double sum = 0, weight = 0;
        for (auto entry = static_cast<std::size_t>(ties.start[static_cast<std::size_t>(i)]); entry < static_cast<std::size_t>(ties.start[static_cast<std::size_t>(i) + 1]); ++entry)
            if (const double x = position[ties.to[entry]]; !std::isnan(x)) {
                sum += layer(ties, k, entry) * x;
                weight += layer(ties, k, entry);
            }
        if (weight > 0)
            track.partners(at, static_cast<Index>(k)) = sum / weight;
        else if (at > 0)  // all of them absent in this window
            track.partners(at, static_cast<Index>(k)) = track.partners(at - 1, static_cast<Index>(k));
        track.total[k] = weight > 0 ? 1 : track.total[k];
    }
    track.total[num_layers - 1] = 0;
    for (const agents::Partnership& tie : world.partnerships) {
        const int one = tie.first.index, other = tie.second.index;
        if (one != i && other != i) continue;
        const double x = position[one == i ? other : one];
        if (std::isnan(x)) continue;
        track.partners(at, num_layers - 1) += tie.strength * x;
        track.total[num_layers - 1] += tie.strength;
    }
}

}  // namespace

PositionData recorded_tracks(const TrackSources& sources, int last_year, int window)
{
    const std::vector<Observed> windows = observe(sources, last_year, window);
    const agents::Setting& setting = sources.start.setting;
    const int n = setting.num_countries();
    std::vector<int> partnered;
    for (const agents::Partnership& tie : sources.start.world.partnerships) partnered.insert(partnered.end(), {tie.first.index, tie.second.index});
    std::sort(partnered.begin(), partnered.end());
    partnered.erase(std::unique(partnered.begin(), partnered.end()), partnered.end());
    const agents::TieLayers ties(setting, partnered);

    PositionData data;
    const int rounds = windows.empty() ? 0 : windows.back().round + 1;
    data.exposure = exposures(sources, rounds);
    data.threat = threats(sources, data.exposure);
    data.cluster.assign(static_cast<std::size_t>(n), -1);
    for (const char* arena : {"HR", "NI", "CT"})
        for (int i = 0; i < n; ++i) {
            PositionTrack track;
            track.country = i;
            track.load = setting.institutions.arenas[static_cast<std::size_t>(setting.institutions.arena(arena).index)].load;
            std::vector<const Observed*> seen;
            for (const Observed& each : windows)
                if (!std::isnan(each.arenas.at(arena).position[i])) seen.push_back(&each);
            if (seen.size() < 2) continue;
            if (int& cluster = data.cluster[static_cast<std::size_t>(i)]; cluster < 0) cluster = data.num_clusters++;
            const auto count = static_cast<Index>(seen.size());
            track.position.resize(count);
            track.std_error.resize(count);
            track.partners.resize(count, num_layers);
            for (Index k = 0; k < count; ++k) {
                const PlacedPoints& points = seen[static_cast<std::size_t>(k)]->arenas.at(arena);
                track.round.push_back(seen[static_cast<std::size_t>(k)]->round);
                track.position[k] = points.position[i];
                track.std_error[k] = points.std_error[i];
                add_partners(ties, sources.start.world, i, points.position, k, track);
            }
            data.tracks.push_back(std::move(track));
        }
    return data;
}

}  // namespace comity::analysis
