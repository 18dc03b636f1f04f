#include "agents/measures/agreement_graph.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace comity::agents {
namespace {

constexpr std::int8_t yes = static_cast<std::int8_t>(Vote::yes), no = static_cast<std::int8_t>(Vote::no);

/// Sixteen countries in a vector register. Bytes add without carry into each other, so the instruction set cannot matter.
constexpr std::size_t lanes = 16;
using Bytes [[gnu::vector_size(lanes)]] = std::uint8_t;

Bytes load(const std::uint8_t* from)
{
    Bytes bytes;
    std::memcpy(&bytes, from, lanes);
    return bytes;
}

// Distances are 0, 1 or 2, so that a byte holds the sum over this many drafts.
constexpr std::size_t drafts_in_a_byte = 127;

constexpr std::size_t padded(std::size_t n) { return (n + lanes - 1) / lanes * lanes; }

}  // namespace

void VoteHistory::add(const std::int8_t* votes)
{
    const std::size_t end = (num_drafts_ + 1) * num_countries_;
    if (votes_.size() < end) votes_.resize(2 * end);
    std::copy_n(votes, num_countries_, votes_.begin() + static_cast<std::ptrdiff_t>(num_drafts_ * num_countries_));
    ++num_drafts_;
}

void VoteHistory::add(const RoundRecord& record)
{
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v)
        if (!record.outcomes.of[v].unanimous) add(record.ballots.votes.col(static_cast<Eigen::Index>(v)).data());
}

/// For each draft and each vote that another may have cast: how far every country is from it, 0 where the country did not vote.
void AgreementGraphBuilder::measure_distances(const VoteHistory& votes)
{
    const std::size_t n = votes.num_countries(), row = padded(n);
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

/// Distances and common votes of one country with sixteen others, over the drafts on which it voted.
void AgreementGraphBuilder::compare_block(std::size_t block, std::int32_t* apart_sum, std::int32_t* common_sum) const
{
    for (std::size_t first = 0; first < rows_.size(); first += drafts_in_a_byte) {
        const std::size_t last = std::min(rows_.size(), first + drafts_in_a_byte);
        Bytes apart{}, common{};
        for (std::size_t k = first; k < last; ++k) {
            apart += load(distance_.data() + rows_[k].distance + block);
            common += load(present_.data() + rows_[k].present + block);
        }
        for (std::size_t l = 0; l < lanes; ++l) {
            apart_sum[l] += apart[l];
            common_sum[l] += common[l];
        }
    }
}

void AgreementGraphBuilder::compare_pairs(const VoteHistory& votes)
{
    measure_distances(votes);
    const std::size_t n = votes.num_countries(), row = padded(n);
    pairs_.resize(n * (n - 1) / 2);
    for (std::size_t i = 1; i < n; ++i) {
        rows_.clear();
        for (std::size_t v = 0; v < votes.num_drafts(); ++v) {
            const std::int8_t vote = votes.draft(v)[i];
            if (vote <= yes) rows_.push_back({row * v, row * (3 * v + static_cast<std::size_t>(vote - no))});
        }
        float* pair = pairs_.data() + i * (i - 1) / 2;
        for (std::size_t block = 0; block < i; block += lanes) {
            std::int32_t apart[lanes] = {}, common[lanes] = {};
            compare_block(block, apart, common);
            for (std::size_t l = 0; l < std::min(lanes, i - block); ++l)
                pair[block + l] = common[l] > 0 ? 1 - static_cast<float>(apart[l]) / static_cast<float>(2 * common[l]) : -1.0F;
        }
    }
}

double median_of_shares(const std::vector<float>& values, std::vector<float>& scratch)
{
    // A count by bins finds where the middle lies; only what is there is ordered.
    constexpr std::size_t bins = 1024;
    const auto bin = [](float x) { return static_cast<std::size_t>(x * (bins - 1)); };
    std::array<std::uint32_t, bins> count{};
    std::size_t num = 0;
    for (const float x : values) {
        if (x < 0) continue;
        ++count[bin(x)];
        ++num;
    }
    if (num == 0) return std::numeric_limits<double>::quiet_NaN();
    const std::size_t upper = num / 2, lower = num % 2 == 1 ? upper : upper - 1;
    std::size_t low = 0, below = 0;
    while (below + count[low] <= lower) below += count[low++];
    std::size_t high = low, up_to = below + count[low];
    while (up_to <= upper) up_to += count[++high];
    scratch.clear();
    for (const float x : values)
        if (x >= 0 && low <= bin(x) && bin(x) <= high) scratch.push_back(x);
    const auto place = scratch.begin() + static_cast<std::ptrdiff_t>(upper - below);
    std::nth_element(scratch.begin(), place, scratch.end());
    if (lower == upper) return static_cast<double>(*place);
    return 0.5 * (static_cast<double>(*place) + static_cast<double>(*std::max_element(scratch.begin(), place)));
}

const AgreementGraph& AgreementGraphBuilder::build(const VoteHistory& votes)
{
    compare_pairs(votes);
    graph_.median = median_of_shares(pairs_, middle_);
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
