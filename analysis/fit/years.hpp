#pragma once

namespace comity::analysis {

/// First and last calendar year, both counted.
struct Years {
    int first = 0;
    int last = 0;
    bool contain(int year) const { return first <= year && year <= last; }
};

}  // namespace comity::analysis
