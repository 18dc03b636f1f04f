#pragma once
// The recorded patterns as targets (agents/MODEL.md, section 8): one table, for the record and for runs alike.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/fit/years.hpp"
#include "analysis/targets/vote_sums.hpp"

namespace comity::analysis {

/// The part of the calibration that a target informs.
enum class Block { voting, positions, council, partnership, agenda, capacity };
const char* word(Block block);

/// Which recorded table tells a target.
enum class TargetSource { assembly, council, rights_council, published_points, treaty, none };

/// How a value is read off the sums of its years.
enum class TargetKind {
    share,  ///< part / whole, with as much error as resampled roll calls give
    count,  ///< part, a Poisson count
    stock,  ///< part at the end of a year, a count
    level,  ///< part / whole, of published points
};

/// Something that is measured over some years.
struct Measure {
    std::string_view name;     ///< stable, such as `identical_CHN_RUS_HR`
    std::string_view meaning;
    std::string_view forum, arena;  ///< where; empty: no one forum, all arenas
    std::string_view unit;
    Block informs;
    TargetKind kind;
    TargetSource source;
    Sum part;
    Sum whole;  ///< of a share or level
    std::span<const Years> periods;  ///< over which it is a target
    std::string_view differs;  ///< where the simulated quantity is not the recorded one; empty: the same
};
const std::vector<Measure>& measures();
/// The measure of that name, null where there is none.
const Measure* find_measure(std::string_view name);

/// A measure over some years.
struct Target {
    const Measure* measure;
    Years years;

    /// `identical_CHN_RUS_HR_2016_2019`, `position_gap_CHN_RUS_HR_2012`.
    std::string name() const;
};

/// The targets of the calibration that have begun by the end of a year: those that go on end with that year.
std::vector<Target> targets_until(int year);
/// Every measure over the same years, stocks as of the last one.
std::vector<Target> targets_over(Years years);

/// NaN where the sums lack one of the years, or there is nothing to take a share of.
double value_of(const Target& target, const YearSums& sums);
/// Shape:  result [target]
Eigen::ArrayXd values_of(std::span<const Target> targets, const YearSums& sums);

}  // namespace comity::analysis
