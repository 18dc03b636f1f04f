#pragma once
// Group 10, within a run: when a quantity rose above a threshold, and for how long it stayed there.

#include <span>
#include <vector>

#include "agents/measures/columns.hpp"

namespace comity::agents {

/// Times above a threshold, in rounds. All NaN where nothing was measured.
struct Spells {
    double first = undefined;    ///< round of the first measurement above, from 0; NaN where there is none: the run ended before (censored)
    double above = undefined;    ///< rounds above
    double longest = undefined;  ///< longest spell; a lower bound where it lasts to the end
    double at_end = undefined;   ///< 1 where the last measurement is above, else 0
};

/// Of a series with NaN where nothing was measured: each measurement stands for the rounds since the one before, the first for those
/// since the start. Above is more than the threshold.
Spells spells_above(std::span<const double> series, double threshold);

/// The outcomes, with names such as `NAME_first_above`, and their values.
void add_spell_metrics(const Metric& of, double threshold, int rounds, std::vector<Metric>& found);
void put_spells(const Spells& spells, RowWriter& row);

}  // namespace comity::agents
