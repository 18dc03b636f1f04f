#include "agents/measures/agreement_graph.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace comity::agents {
namespace {

constexpr std::int8_t yes = static_cast<std::int8_t>(Vote::yes), no = static_cast<std::int8_t>(Vote::no);

}  // namespace

/// For each draft and each vote that another may have cast: how far every country is from it, 0 where the country did not vote.
void AgreementGraphBuilder::measure_distances(const VoteHistory& votes)
{
    const std::size_t n = votes.num_countries(), row = padded_pairs(n);
    present_.assign(votes.num_drafts() * row, 0);
    distance_.assign(3 * votes.num_drafts() * row, 0);
    for (std::size_t v = 0; v < votes.num_drafts(); ++v) {
        const std::int8_t* __restrict vote = votes.draft(v);
        std::uint8_t* __restrict present = present_.data() + v * row;
        std::uint8_t* __restrict from_no = distance_.data() + 3 * v * row;
        std::uint8_t* __restrict from_abstention = from_no + row;
        std::uint8_t* __restrict from_yes = from_abstention + row;
        for (std::size_t i = 0; i < n; ++i) {
            const std::int8_t x = vote[i];
            const std::uint8_t cast = x <= yes ? 0xff : 0;
            present[i] = cast & 1;
            from_no[i] = static_cast<std::uint8_t>(x + 1) & cast;
            from_abstention[i] = static_cast<std::uint8_t>(x & 1) & cast;
            from_yes[i] = static_cast<std::uint8_t>(1 - x) & cast;
        }
    }
}

const std::vector<float>& AgreementGraphBuilder::compare(const VoteHistory& votes)
{
    measure_distances(votes);
    const std::size_t n = votes.num_countries(), row = padded_pairs(n);
    pairs_.resize(n * (n - 1) / 2);
    agreement_.resize(row);
    for (std::size_t i = 1; i < n; ++i) {
        drafts_.clear();
        for (std::size_t v = 0; v < votes.num_drafts(); ++v) {
            const std::int8_t vote = votes.draft(v)[i];
            if (vote <= yes) drafts_.push_back({present_.data() + row * v, distance_.data() + row * (3 * v + static_cast<std::size_t>(vote - no))});
        }
        pair_kernel().agreement(padded_pairs(i), drafts_.data(), drafts_.size(), agreement_.data());
        std::copy_n(agreement_.data(), i, pairs_.data() + i * (i - 1) / 2);
    }
    return pairs_;
}

double median_of_shares(const std::vector<float>& values)
{
    // Numbers of one sign are in the order of their bits: the bits of the value in the middle are found one by one, by counting.
    const auto up_to = [&](std::int32_t bits) { return pair_kernel().count_up_to(values.size(), values.data(), bits); };
    const std::size_t negative = up_to(-1), num = values.size() - negative;
    if (num == 0) return std::numeric_limits<double>::quiet_NaN();
    const std::size_t lower = negative + (num - 1) / 2, upper = negative + num / 2;
    std::int32_t bits = 0;
    for (std::int32_t step = std::int32_t{1} << 29; step > 0; step /= 2)
        if (up_to(bits + step - 1) <= lower) bits += step;
    const auto middle = static_cast<double>(std::bit_cast<float>(bits));
    if (up_to(bits) > upper) return middle;
    float next = 1;
    for (const float x : values)
        if (static_cast<double>(x) > middle) next = std::min(next, x);
    return 0.5 * (middle + static_cast<double>(next));
}

const AgreementGraph& AgreementGraphBuilder::build(const VoteHistory& votes)
{
    compare(votes);
    graph_.median = median_of_shares(pairs_);
    const auto n = static_cast<Eigen::Index>(votes.num_countries());
    graph_.weights.resize(n, n);
    const auto median = static_cast<float>(graph_.median);
    const float* pair = pairs_.data();
    for (Eigen::Index i = 0; i < n; ++i) {
        graph_.weights(i, i) = 0;
        for (Eigen::Index j = 0; j < i; ++j, ++pair) {
            const float above = *pair - median;
            graph_.weights(j, i) = graph_.weights(i, j) = above > 0 ? above : 0;  // 0 too where nothing can be compared
        }
    }
    return graph_;
}

}  // namespace comity::agents
