#pragma once
// What a leader can foresee of a vote (rule 4.5): the chance that a text passes, and who would put its name to it.

#include <array>
#include <memory_resource>
#include <vector>

#include "agents/draft.hpp"
#include "agents/rules/electorate.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct VotingParams;
class Influence;

/// Forecasts of votes in one forum: gathers once what its texts share.
///
/// World, setting, influence, parameters and room must outlive it.
class Forecast {
public:
    Forecast(const World& now, const Setting& setting, const Influence& influence, ForumId forum, const VotingParams& params,
             std::pmr::memory_resource* room = std::pmr::get_default_resource());
    Forecast(const Forecast&) = delete;
    Forecast& operator=(const Forecast&) = delete;

    /// Chance that a draft passes as a leader foresees it: every position shifted by `error`, absence and lobbying left out, where
    /// lobbying is what leaders' announced lines pull.
    ///
    /// Majority: normal approximation to the Poisson-binomial difference of yes and no, Phi((mean - 1/2) / sd); an important draft
    /// likewise for yes - 2 no >= 0. Consensus: exactly, prod_i (1 - P_i(no)) at full cost. Council: exactly, the product over veto
    /// holders at full cost times the Poisson-binomial tail of the quota, given no veto; a partner's discount does not matter here,
    /// since it needs a first "no". Consensus, then majority: the larger of the two, since both rest on the same uniforms. Copying
    /// and accommodation are left out.
    ///
    /// Where a council's veto holders alone push the chance below `enough`, the chance that none of them objects is returned: it bounds
    /// what is asked for from above, and lies below `enough` too.
    double chance(const Draft& draft, double error, double enough = 0);

private:
    double majority(const Draft& draft);
    double consensus(const Draft& draft);
    double council(const Draft& draft, double enough);
    /// P(yes) and P(no) of everyone, without cost.
    void make_chances(const Draft& draft);

    const VotingParams* params_;
    Electorate electorate_;
    Inclinations inclinations_;
    sim::Column<double> z_, narrow_, yes_, no_;
    double narrowed_by_ = -1;  // half-band that narrow_ is for
    std::pmr::vector<double> held_;  // chance of each veto holder to raise no objection
    std::array<std::pmr::vector<double>, 2> reached_;
};

/// The same for one draft.
double chance_to_pass(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, double error,
                      const VotingParams& params);

/// How many countries, members or not, would vote yes with a chance above .9 (its co-sponsors).
int num_cosponsors(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull& pull,
                   const VotingParams& params);

}  // namespace comity::agents
