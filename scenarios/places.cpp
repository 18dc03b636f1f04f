#include "scenarios/places.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

/// A place taken apart; 0 where it names no line or no column.
struct Position {
    std::string source;
    long long line = 0, column = 0;
};

Position position_of(std::string place)
{
    const auto cut_number = [&place]() -> long long {
        const auto colon = place.rfind(':');
        const auto number = colon == std::string::npos ? std::nullopt : sim::to_integer(place.substr(colon + 1));
        if (!number) return 0;
        place.resize(colon);
        return *number;
    };
    const long long last = cut_number();
    const long long line = cut_number();
    return line > 0 ? Position{place, line, last} : Position{place, last, 0};
}

}  // namespace

void Places::note(const std::string& path, std::string place, bool sound)
{
    marks_.insert_or_assign(path, Mark{std::move(place), sound, noted_++});
}

bool Places::trusted(const std::vector<std::string>& paths) const
{
    return std::all_of(paths.begin(), paths.end(), [&](const std::string& path) {
        const auto found = marks_.find(path);
        return found == marks_.end() ? whole_ : found->second.sound;
    });
}

std::string Places::last(const std::vector<std::string>& paths, const std::string& otherwise) const
{
    const Mark* latest = nullptr;
    // Within a file keys are not read from top to bottom; between files the later one counts.
    const auto later = [](const Mark& a, const Mark& b) {
        const Position one = position_of(a.place), other = position_of(b.place);
        if (one.source != other.source) return a.order > b.order;
        return std::pair(one.line, one.column) > std::pair(other.line, other.column);
    };
    for (const std::string& path : paths)
        if (const auto found = marks_.find(path); found != marks_.end() && (!latest || later(found->second, *latest)))
            latest = &found->second;
    return latest ? latest->place : otherwise;
}

sim::Problems in_order(const sim::Problems& problems, std::vector<std::string> sources)
{
    struct Ranked {
        std::ptrdiff_t source;
        long long line, column;
        const sim::Problem* problem;
    };
    std::vector<Ranked> ranked;
    for (const sim::Problem& problem : problems) {
        const Position at = position_of(problem.place);
        auto found = std::find(sources.begin(), sources.end(), at.source);
        if (found == sources.end()) found = sources.insert(sources.end(), at.source);
        ranked.push_back({found - sources.begin(), at.line, at.column, &problem});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return std::tie(a.source, a.line, a.column) < std::tie(b.source, b.line, b.column);
    });
    sim::Problems sorted;
    std::set<std::pair<std::string, std::string>> told;
    for (const Ranked& each : ranked)
        if (told.emplace(each.problem->place, each.problem->message).second) sorted.push_back(*each.problem);
    return sorted;
}

}  // namespace comity::scenarios
