#include "agents/measures/agreement_graph.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace comity::agents {
namespace {

/// Votes in common and twice the agreement of one pair.
struct PairCount {
    int common = 0;
    int halves = 0;
};

using CountPairs = void (*)(const VoteBits&, std::size_t, float*);

/// S of country i with each j < i into `agreement`, negative where no vote is common.
///
/// Twice the agreement = common + identical - opposite. Whole numbers until the division, so the instruction set cannot matter.
[[gnu::always_inline]] inline void count_pairs(const VoteBits& votes, std::size_t i, float* agreement)
{
    const std::size_t words = votes.num_words();
    for (std::size_t j = 0; j < i; ++j) {
        PairCount pair;
        for (std::size_t w = 0; w < words; ++w) {
            const std::uint64_t yi = votes.yes(w)[i], ai = votes.abstain(w)[i], ni = votes.no(w)[i];
            const std::uint64_t yj = votes.yes(w)[j], aj = votes.abstain(w)[j], nj = votes.no(w)[j];
            const int common = std::popcount((yi | ai | ni) & (yj | aj | nj));
            pair.common += common;
            pair.halves += common + std::popcount((yi & yj) | (ai & aj) | (ni & nj)) - std::popcount((yi & nj) | (ni & yj));
        }
        agreement[j] = pair.common > 0 ? static_cast<float>(pair.halves) / static_cast<float>(2 * pair.common) : -1.0F;
    }
}

void count_pairs_portably(const VoteBits& votes, std::size_t i, float* agreement) { count_pairs(votes, i, agreement); }

#if defined(__x86_64__) && defined(__GNUC__)
[[gnu::target("popcnt")]] void count_pairs_by_instruction(const VoteBits& votes, std::size_t i, float* agreement)
{
    count_pairs(votes, i, agreement);
}
CountPairs fastest_count() { return __builtin_cpu_supports("popcnt") ? count_pairs_by_instruction : count_pairs_portably; }
#else
CountPairs fastest_count() { return count_pairs_portably; }
#endif

void put_bit(std::vector<std::uint64_t>& plane, std::size_t word, std::size_t n, std::uint64_t bit, const std::int8_t* votes, Vote vote)
{
    std::uint64_t* to = plane.data() + word * n;
    const auto wanted = static_cast<std::int8_t>(vote);
    for (std::size_t i = 0; i < n; ++i) to[i] |= votes[i] == wanted ? bit : 0;
}

}  // namespace

void VoteBits::add(const std::int8_t* votes)
{
    const std::size_t word = drafts_ / 64;
    if (drafts_ % 64 == 0) {
        const std::size_t size = (word + 1) * num_countries_;
        for (auto* plane : {&yes_, &abstain_, &no_}) {
            if (plane->size() < size) plane->resize(size);
            std::fill_n(plane->begin() + static_cast<std::ptrdiff_t>(word * num_countries_), num_countries_, std::uint64_t{0});
        }
    }
    const std::uint64_t bit = std::uint64_t{1} << (drafts_ % 64);
    put_bit(yes_, word, num_countries_, bit, votes, Vote::yes);
    put_bit(abstain_, word, num_countries_, bit, votes, Vote::abstain);
    put_bit(no_, word, num_countries_, bit, votes, Vote::no);
    ++drafts_;
}

void VoteBits::add(const RoundRecord& record)
{
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v)
        if (!record.outcomes.of[v].unanimous) add(record.ballots.votes.col(static_cast<Eigen::Index>(v)).data());
}

const AgreementGraph& AgreementGraphBuilder::build(const VoteBits& votes)
{
    static const CountPairs count = fastest_count();
    const std::size_t n = votes.num_countries();
    pairs_.resize(n * (n - 1) / 2);
    for (std::size_t i = 1; i < n; ++i) count(votes, i, pairs_.data() + i * (i - 1) / 2);

    middle_.clear();
    for (const float s : pairs_)
        if (s >= 0) middle_.push_back(s);
    graph_.weights.resize(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    graph_.weights.setZero();
    graph_.median = std::numeric_limits<double>::quiet_NaN();
    if (middle_.empty()) return graph_;
    const auto half = static_cast<std::ptrdiff_t>(middle_.size() / 2);
    std::nth_element(middle_.begin(), middle_.begin() + half, middle_.end());
    float median = middle_[static_cast<std::size_t>(half)];
    if (middle_.size() % 2 == 0) median = 0.5F * (median + *std::max_element(middle_.begin(), middle_.begin() + half));
    graph_.median = median;
    for (std::size_t i = 1, k = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j, ++k) {
            const auto a = static_cast<Eigen::Index>(i), b = static_cast<Eigen::Index>(j);
            graph_.weights(a, b) = graph_.weights(b, a) = std::max(0.0F, pairs_[k] - median);
        }
    return graph_;
}

}  // namespace comity::agents
