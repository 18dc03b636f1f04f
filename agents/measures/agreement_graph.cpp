#include "agents/measures/agreement_graph.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "agents/measures/packed_votes.hpp"

namespace comity::agents {

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

void AgreementGraphBuilder::compare(const VoteHistory& votes)
{
    const PackedVotes packed(votes);
    const std::size_t n = votes.num_countries();
    std::vector<std::int32_t> countries(n);
    std::iota(countries.begin(), countries.end(), 0);
    pairs_.resize(n * (n - 1) / 2);
    for (std::size_t i = 1; i < n; ++i) packed.agreement(static_cast<int>(i), {countries.data(), i}, pairs_.data() + i * (i - 1) / 2);
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
