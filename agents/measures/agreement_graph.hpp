#pragma once
// Who votes like whom: S of every pair of countries over the votes of four rounds, and the graph of agreement above the median.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/pair_kernel.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// The contested votes of several rounds, kept for a comparison of all pairs.
class VoteHistory {
public:
    explicit VoteHistory(int num_countries) : num_countries_(static_cast<std::size_t>(num_countries)) {}
    void clear() { num_drafts_ = 0; }
    /// Adds the drafts of a round that are not unanimous.
    void add(const RoundRecord& record);
    /// Adds one draft's votes, [country].
    void add(const std::int8_t* votes);

    std::size_t num_countries() const { return num_countries_; }
    std::size_t num_drafts() const { return num_drafts_; }
    const std::int8_t* draft(std::size_t v) const { return votes_.data() + v * num_countries_; }

private:
    std::size_t num_countries_ = 0, num_drafts_ = 0;
    std::vector<std::int8_t> votes_;  // [draft][country]
};

/// Agreement of every pair, and what of it lies above the median.
struct AgreementGraph {
    Eigen::ArrayXXf weights;  ///< [country, country], max(0, S_ij - median S), symmetric, 0 on the diagonal and where no vote was common
    double median = 0;        ///< median of S_ij over pairs with a common vote; NaN where there is none
};

/// S_ij = mean(1 - |v_i - v_j| / 2) over the drafts on which both voted; the weights are what exceeds the median.
///
/// The median must be taken off: raw S gives Q < .06 even in split assemblies.
class AgreementGraphBuilder {
public:
    const AgreementGraph& build(const VoteHistory& votes);
    /// S_ij, j < i, of the graph last built: [i (i - 1) / 2 + j], negative where no vote was common.
    const std::vector<float>& pairs() const { return pairs_; }

private:
    void measure_distances(const VoteHistory& votes);
    void compare_pairs(const VoteHistory& votes);

    AgreementGraph graph_;
    std::vector<float> pairs_;
    std::vector<std::uint8_t> present_;   // [draft][country]
    std::vector<std::uint8_t> distance_;  // [draft][from a no, an abstention, a yes][country]
    std::vector<ComparedDraft> drafts_;   // on which one country voted
    std::vector<float> agreement_;        // of one country with all
};

/// The median of values in [0, 1], the mean of the two in the middle where their number is even; negative ones do not count; NaN of none.
double median_of_shares(const std::vector<float>& values);

}  // namespace comity::agents
