#pragma once
// Who votes like whom: S of every pair of countries over the votes of four rounds, and the graph of agreement above the median.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/round.hpp"

namespace comity::agents {

/// Votes as bits: for each of yes, abstain and no, one bit a draft, 64 drafts a word.
///
/// Unanimous drafts are left out. Layout: [word][country], so that a draft is one pass over the countries.
class VoteBits {
public:
    explicit VoteBits(int num_countries) : num_countries_(static_cast<std::size_t>(num_countries)) {}
    void clear() { drafts_ = 0; }
    void add(const RoundRecord& record);
    /// Adds one draft's votes, [country].
    void add(const std::int8_t* votes);

    std::size_t num_countries() const { return num_countries_; }
    std::size_t num_words() const { return (drafts_ + 63) / 64; }
    const std::uint64_t* yes(std::size_t word) const { return yes_.data() + word * num_countries_; }
    const std::uint64_t* abstain(std::size_t word) const { return abstain_.data() + word * num_countries_; }
    const std::uint64_t* no(std::size_t word) const { return no_.data() + word * num_countries_; }

private:
    std::size_t num_countries_ = 0, drafts_ = 0;
    std::vector<std::uint64_t> yes_, abstain_, no_;
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
    const AgreementGraph& build(const VoteBits& votes);

private:
    AgreementGraph graph_;
    std::vector<float> pairs_, middle_;
};

}  // namespace comity::agents
