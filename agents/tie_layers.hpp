#pragma once
// The layers of ties merged into one sparse structure, made once a scenario.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/setting.hpp"

namespace comity::agents {

/// One place for every tie of any layer, row by row, partners ascending, and the layers' weights there.
///
/// Every dyad of `partnered` countries has a place, and so has every dyad that an accession listed in the setting may tie.
struct TieLayers {
    std::vector<std::int32_t> start{0}, to;           // rows
    std::vector<std::uint32_t> offset;                // of `to`, as CountryKernel::mix has it
    std::vector<std::int32_t> column_start, column_row, column_entry;  // the same entries by column
    std::vector<double> security, trade, caucus;      // row-normalised layers, [entry]
    std::vector<double> caucus_total;                 // [country]
    std::vector<std::int32_t> trade_place;            // where each tie of trade stands in its row; it has the same partners however it evolves
    std::vector<std::int32_t> transatlantic;          // entries that join members of different incumbent leaders, ascending

    TieLayers(const Setting& setting, const std::vector<int>& partnered);

    int num_countries() const { return static_cast<int>(start.size()) - 1; }
    std::span<const std::int32_t> row(int i) const
    {
        const auto at = static_cast<std::size_t>(i);
        return {to.data() + start[at], to.data() + start[at + 1]};
    }
    /// Index of the entry from i to j, -1 where there is none.
    std::int32_t entry(int i, int j) const
    {
        const auto partners = row(i);
        const auto found = std::lower_bound(partners.begin(), partners.end(), j);
        if (found == partners.end() || *found != j) return -1;
        return start[static_cast<std::size_t>(i)] + static_cast<std::int32_t>(found - partners.begin());
    }
};

/// Writes a layer's row-normalised weights of i at these places.
void lay(const TieGraph& layer, int i, std::span<const std::int32_t> places, double* out);

}  // namespace comity::agents
