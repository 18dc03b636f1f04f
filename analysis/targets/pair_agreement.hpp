#pragma once
// How alike pairs of countries vote in a year.

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// Countries whose pairs are followed, by code: 35 that weigh in the General Assembly, from all regions; judgement, fixed before any run.
const std::vector<std::string>& followed_countries();

/// Twice the agreement of two votes cast, 1 - |v_i - v_j| with yes 1, abstention 1/2, no 0; `a` and `b` count the steps between no and yes.
/// Source: Lijphart (1963), Am. Polit. Sci. Rev. 57:902
inline int halves_alike(int a, int b) { return 2 - std::abs(a - b); }

/// Votes of pairs by year. Agreement of a pair is the mean over texts on which both cast a vote.
class PairYears {
public:
    PairYears() = default;
    /// `countries`: codes, in the order in which votes list them.
    PairYears(Years years, const std::vector<std::string>& countries);

    Years years() const { return years_; }
    int num_pairs() const;
    /// `CHN_RUS`: the pairs in alphabetical order.
    std::string pair_name(int pair) const;
    /// Adds a text. Shape: votes [country], an agents::Vote each
    void add(int year, std::span<const std::int8_t> votes);
    /// Agreement of a pair in a year, NaN where it has no text.
    double agreement(int pair, int year) const;
    int texts(int pair, int year) const;

private:
    std::size_t cell(int pair, int year) const { return static_cast<std::size_t>((year - years_.first) * num_pairs() + pair); }

    Years years_{0, -1};
    std::vector<int> rows_;              // [followed], -1 where the list has it not
    std::vector<std::int32_t> halves_;   // [year, pair], twice the agreement, summed
    std::vector<std::int32_t> texts_;    // [year, pair]
};

}  // namespace comity::analysis
