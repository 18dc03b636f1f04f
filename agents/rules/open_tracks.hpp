#pragma once
// Module M11: whoever gains too little in the forums that there are has the assembly open another track.

#include <vector>

#include "agents/country.hpp"
#include "agents/institutions.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Agenda;
struct Outcomes;

struct TrackParams {
    static constexpr const char* title = "Leaders have the assembly open new tracks beside the forums that there are";

    bool on = false;
    double least_advantage = 0.05;
    double authority = 0.03;
    double overlap = 0.8;
    double capacity = 0.8;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M11)", "off in the core");
        field("least_advantage", self.least_advantage, Range{0, 10}, "value", "c_new: by how much a new track must be worth more than the best forum; 10: never is", "judgement");
        field("authority", self.authority, Range{0, 0.3}, "1", "rho_new: authority of a new track that the scenario does not list itself", "judgement");
        field("overlap", self.overlap, Range{0, 1}, "1", "o: overlap of such a track with each forum, the assembly left out, that decides its sub-norm", "judgement; as of GGE and OEWG");
        field("capacity", self.capacity, Range{0, 1}, "1", "C: capacity of a track as it opens, and as leaders foresee it", "judgement");
    }
};

constexpr int still_waiting = -1;

/// Whether a forum is there in a round: its first year has come and, where it is dormant, it has been opened.
bool exists(const World& now, const Setting& setting, int forum, int round);

/// Whether a dormant forum has not been opened yet.
bool waits(const World& now, const Setting& setting, int forum);

/// A dormant forum for each sub-norm that carries load and that no dormant forum decides yet: `TRACK_` and the sub-norm's name; open to all, quarters 1
/// to 3, majority, with overlaps both ways.
void add_tracks(Institutions& institutions, const TrackParams& params);

/// [forum], `still_waiting` all of them; empty where no forum is dormant.
std::vector<int> waiting_tracks(const Setting& setting);

/// Opens a forum from this round on, at the capacity of the rule and without deadlock; does nothing where it is open.
void open_track(World& world, ForumId forum);

/// Tracks that the assembly has voted to open: the first one adopted on each sub-norm.
std::vector<ForumId> adopted_tracks(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes);

}  // namespace comity::agents
