#include "agents/rules/open_tracks.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "agents/world.hpp"

namespace comity::agents {
namespace {

Forum track_on(const Institutions& institutions, NormId norm, const TrackParams& params)
{
    const Norm& on = institutions.norms[static_cast<std::size_t>(norm.index)];
    Forum f;
    f.id = "TRACK_" + on.id;
    f.title = fmt::format("Open track on {}", on.id);
    f.quarters = {1, 2, 3};
    f.dormant = true;
    f.norms = {norm};
    f.authority = params.authority;
    for (std::size_t other = 0; other < institutions.forums.size(); ++other) {
        const Forum& beside = institutions.forums[other];
        if (!beside.incubator && beside.id != "UNGA" && decides(beside, norm))
            f.overlaps.push_back({{static_cast<int>(other)}, params.overlap});
    }
    return f;
}

}  // namespace

bool exists(const World& now, const Setting& setting, int forum, int round)
{
    return setting.year(round) >= setting.institutions.forums[static_cast<std::size_t>(forum)].first_year && !waits(now, setting, forum);
}

bool waits(const World& now, const Setting& setting, int forum)
{
    const auto f = static_cast<std::size_t>(forum);
    return setting.institutions.forums[f].dormant && (now.opened.empty() || now.opened[f] == still_waiting);
}

void add_tracks(Institutions& institutions, const TrackParams& params)
{
    for (int m = 0; m < static_cast<int>(institutions.norms.size()); ++m) {
        const NormId norm{m};
        const ArenaId arena = institutions.norms[static_cast<std::size_t>(m)].arena;
        const bool loaded = institutions.arenas[static_cast<std::size_t>(arena.index)].load > 0;
        const auto& forums = institutions.forums;
        if (!loaded || std::any_of(forums.begin(), forums.end(), [&](const Forum& f) { return f.dormant && decides(f, norm); })) continue;
        institutions.forums.push_back(track_on(institutions, norm, params));
    }
}

std::vector<int> waiting_tracks(const Setting& setting)
{
    const auto& forums = setting.institutions.forums;
    const bool any = std::any_of(forums.begin(), forums.end(), [](const Forum& f) { return f.dormant; });
    return std::vector<int>(any ? forums.size() : 0, still_waiting);
}

void open_track(World& world, ForumId forum)
{
    int& opened = world.opened[static_cast<std::size_t>(forum.index)];
    if (opened != still_waiting) return;
    opened = world.round;
    world.capacity(forum.index) = world.rules.tracks.capacity;
    world.deadlock(forum.index) = 0;
}

std::vector<ForumId> adopted_tracks(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes)
{
    std::vector<ForumId> adopted;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const ForumId track = agenda.drafts[v].track;
        if (!track.exists() || !outcomes.of[v].adopted || now.opened[static_cast<std::size_t>(track.index)] != still_waiting) continue;
        const auto on_the_same = [&](ForumId other) { return decides(setting.institutions.forums[static_cast<std::size_t>(other.index)], agenda.drafts[v].norm); };
        if (std::none_of(adopted.begin(), adopted.end(), on_the_same)) adopted.push_back(track);
    }
    return adopted;
}

}  // namespace comity::agents
