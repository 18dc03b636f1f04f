#pragma once
// How the costly measures are taken, and what counts as fragmented.

#include "sim/parameters.hpp"

namespace comity::agents {

/// Options of the observer; none changes what happens in a run.
struct ObserverOptions {
    /// The agreement graph (blocs, spheres of influence, fragmentation as one number) is made in the last round of the run and, where this
    /// is not 0, every such number of years before it, as long as four rounds of votes have been cast; elsewhere these columns are NaN.
    int blocs_every_years = 0;
    int seeds_within = 2;  ///< searches for communities before the last round, whose mean is reported
    int seeds = 20;        ///< the same in the last round
    double fragmentation_threshold = 0.5;

    static void each_key(auto& self, auto&& key)
    {
        key({"blocs_every_years", {0, 1000}, "years",
             "years from one agreement graph to the next, back from the one in the last round, which 0 leaves alone",
             "judgement: yearly graphs take half as long as all else in a run"},
            self.blocs_every_years);
        key({"seeds_within", {1, 1000}, "searches", "searches for blocs in graphs before the last round, whose mean is reported", "judgement"},
            self.seeds_within);
        key({"seeds", {20, 1000}, "searches", "searches for blocs in the graph of the last round, whose mean is reported", "judgement"}, self.seeds);
        key({"fragmentation_threshold", {0, 1}, "1", "fragmentation as one number counts as high above this", "judgement: half of what can be"},
            self.fragmentation_threshold);
    }
};

}  // namespace comity::agents
