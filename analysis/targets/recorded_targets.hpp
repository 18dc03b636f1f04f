#pragma once
// The recorded side of targets: values with standard errors.

#include <array>
#include <vector>

#include "analysis/targets/target.hpp"

namespace comity::analysis {

/// A recorded value; NaN where the record does not tell it.
struct RecordedValue {
    double value = 0;
    double std_error = 0;
    int texts = 0;  ///< roll calls, or years of a series, that it rests on
};

/// What each recorded text, or year of a published series, adds to the sums.
class TargetRecord {
public:
    /// A text, or a year of a series.
    void add(TargetSource source, int year, const Sums& sums);
    /// The years for which a source is whole: without a text in one of them its counts are 0.
    void cover(TargetSource source, Years years);
    /// What could be known at the end of a year.
    TargetRecord until(int year) const;
    /// First and last year of a source; last < first where it is not there.
    Years covered(TargetSource source) const { return kept_[static_cast<std::size_t>(source)].years; }

    /// A share's error is the s.d. of `samples` resamplings of its roll calls, which takes them as independent although texts return from
    /// year to year; that of a count n is sqrt(n + 1/2), the s.d. of a Poisson mean under Jeffreys' prior, so that 0 has one too; that of
    /// a published point is sqrt(mean squared second difference / 6) of its series by year, which is what noise without trend would give,
    /// and a mean over k years has 1/sqrt(k) of it.
    ///
    /// Draws:  as resampled(), seed 1
    /// Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 6; Rice (1984), Ann. Stat. 12:1215, for differences
    RecordedValue of(const Target& target, int samples = 400) const;
    /// The value alone.
    double value(const Target& target) const;

private:
    struct Entry {
        int year;
        Sums sums;
    };
    struct Kept {
        std::vector<Entry> entries;
        Years years{0, -1};
    };
    const Kept* telling(const Target& target) const;

    std::array<Kept, 5> kept_;  // [TargetSource], `none` left out
};

}  // namespace comity::analysis
