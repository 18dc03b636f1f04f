#pragma once
// What a number in the results is: its name, unit, range and meaning, told once and read by every output alike.

#include <limits>
#include <string>

namespace comity::agents {

/// One column of the results.
struct Metric {
    std::string name;     ///< lower_snake with ids as they are, such as `capacity_UNGA`; stable
    std::string title;    ///< a few words for a chart
    std::string unit;     ///< `1` for a pure number, `share`, `position`, `drafts`
    std::string group;    ///< agreement, dyads, polarisation, blocs, spheres, institutions, norms, strategy or fragmentation
    std::string meaning;  ///< one sentence with the formula
    double low = std::numeric_limits<double>::quiet_NaN();   ///< NaN: unbounded
    double high = std::numeric_limits<double>::quiet_NaN();  ///< NaN: unbounded
    int every = 1;  ///< a series is measured every so many rounds, counted back from the last; 0: in the last alone
};

}  // namespace comity::agents
