#pragma once
// Module M12: a change of leaders loosens a partnership; coalitions gain, lose and take over members.

#include <vector>

#include "agents/country.hpp"
#include "sim/draws.hpp"
#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct Partnership;

struct LeadershipParams {
    static constexpr const char* title = "A change of leaders loosens a partnership";

    bool on = false;
    double loss = 0.3;
    double rate = 0;

    static void describe(auto& self, auto&& field)
    {
        using sim::Range;
        field("on", self.on, Range{0, 1}, "", "whether the module plays (M12)", "off in the core");
        field("loss", self.loss, Range{0, 1}, "1", "l_c: share of a partnership that a change of leaders costs", "judgement; leaders who trust each other control the state");
        field("rate", self.rate, Range{0, 2}, "1/year", "changes of leaders in a dyad that no event lists", "judgement; 2 = either leader once a year");
    }
};

/// Each change of leaders in a tracked dyad costs a share of its partnership; rule 4.2 then brings it back at its own rate (module M12).
///
/// pi <- pi (1 - l_c)^n, n = leader_change events of the round + Poisson(rate / 4). With a rate of 0 and no event n = 0: the core.
///
/// Draws: one uniform a dyad, Purpose::leader_change, agent = the smaller of the two codes, index = the greater, folded to 32 bits; none
///        at a rate of 0
std::vector<Partnership> change_leaders(const World& now, const Setting& setting, const LeadershipParams& params, const sim::Draws& draws);

/// Countries leave the leader that they follow and join the coalition of another, or none where `leader` does not exist (module M12, events
/// alignment and defection).
///
/// From then on presence, line, leverage, cohesion and copying of a bloc's vote count them where they belong. Sanctions and pressure of their
/// new leader on them end; those of the one that they leave no longer cut their trade, and end with its last member. Ties between countries
/// stay as they are.
void realign(World& world, const Setting& setting, const std::vector<CountryId>& countries, LeaderId leader);

/// A leader takes over all members of another, and with them its sanctions and its pressure: of two sanctions on one country the longer
/// stands, of two pressures its own. What either remembers of success and of failed texts stays its own (module M12, event merger).
void merge(World& world, const Setting& setting, LeaderId leader, LeaderId absorbed);

}  // namespace comity::agents
