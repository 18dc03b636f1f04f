#include "agents/measures/spells.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace comity::agents {

Spells spells_above(std::span<const double> series, double threshold)
{
    Spells found;
    double spell = 0;
    std::size_t counted = 0;  // rounds that measurements so far stand for
    for (std::size_t t = 0; t < series.size(); ++t) {
        if (std::isnan(series[t])) continue;
        if (counted == 0) found.above = found.longest = 0;
        const bool above = series[t] > threshold;
        const auto rounds = static_cast<double>(t + 1 - counted);
        spell = above ? spell + rounds : 0;
        found.above += above ? rounds : 0;
        found.longest = std::max(found.longest, spell);
        if (above && std::isnan(found.first)) found.first = static_cast<double>(t);
        found.at_end = above ? 1 : 0;
        counted = t + 1;
    }
    return found;
}

void add_spell_metrics(const Metric& of, double threshold, int rounds, std::vector<Metric>& found)
{
    const std::string above = fmt::format("{} above {}", of.name, threshold);
    const std::string each = "; each measurement stands for the rounds since the one before";
    const auto add = [&](const char* suffix, const char* words, const char* unit, const std::string& meaning, double high) {
        found.push_back({of.name + suffix, of.title + ", " + words, unit, of.group, meaning, 0, high});
    };
    add("_first_above", "first time high", "round", "first round, from 0, that was measured with " + above + "; empty where the run ended before it was", rounds - 1);
    add("_rounds_above", "time high", "rounds", "rounds with " + above + each, rounds);
    add("_longest_above", "longest time high", "rounds", "longest spell of rounds with " + above + each + "; a spell that lasts to the end is cut off there", rounds);
    add("_above_at_end", "high at the end", "1", "1 where the last round has " + above + ", else 0", 1);
}

void put_spells(const Spells& spells, RowWriter& row)
{
    row.put(spells.first);
    row.put(spells.above);
    row.put(spells.longest);
    row.put(spells.at_end);
}

}  // namespace comity::agents
