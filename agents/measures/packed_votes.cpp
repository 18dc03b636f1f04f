#include "agents/measures/packed_votes.hpp"

#include <algorithm>

#include "agents/country.hpp"

namespace comity::agents {
namespace {

constexpr std::size_t drafts_a_byte = 8;

/// The votes on some drafts, a byte a country.
struct VoteBytes {
    explicit VoteBytes(std::size_t n) : cast(n), yes(n), no(n) {}
    std::vector<std::uint8_t> cast, yes, no;
};

void clear(VoteBytes& bytes)
{
    for (auto* each : {&bytes.cast, &bytes.yes, &bytes.no}) std::fill(each->begin(), each->end(), std::uint8_t{0});
}

/// Moves a draft's votes in from below.
void push(const std::int8_t* __restrict vote, VoteBytes& bytes)
{
    constexpr auto votes_yes = static_cast<std::int8_t>(Vote::yes), votes_no = static_cast<std::int8_t>(Vote::no);
    std::uint8_t* __restrict cast = bytes.cast.data();
    std::uint8_t* __restrict yes = bytes.yes.data();
    std::uint8_t* __restrict no = bytes.no.data();
    const std::size_t n = bytes.cast.size();
    for (std::size_t i = 0; i < n; ++i) {
        cast[i] = static_cast<std::uint8_t>(2 * cast[i] + (vote[i] <= votes_yes));
        yes[i] = static_cast<std::uint8_t>(2 * yes[i] + (vote[i] == votes_yes));
        no[i] = static_cast<std::uint8_t>(2 * no[i] + (vote[i] == votes_no));
    }
}

}  // namespace

PackedVotes::PackedVotes(const VoteHistory& votes)
    : words_((votes.num_drafts() + VoteWord::drafts - 1) / VoteWord::drafts), votes_(words_ * votes.num_countries())
{
    const std::size_t n = votes.num_countries(), drafts = votes.num_drafts();
    VoteBytes bytes(n);
    for (std::size_t first = 0; first < drafts; first += drafts_a_byte) {
        clear(bytes);
        for (std::size_t v = first; v < std::min(first + drafts_a_byte, drafts); ++v) push(votes.draft(v), bytes);
        const std::size_t shift = first % VoteWord::drafts;
        VoteWord* word = votes_.data() + first / VoteWord::drafts;
        for (std::size_t i = 0; i < n; ++i, word += words_) {
            word->cast |= std::uint64_t{bytes.cast[i]} << shift;
            word->yes |= std::uint64_t{bytes.yes[i]} << shift;
            word->no |= std::uint64_t{bytes.no[i]} << shift;
        }
    }
}

void PackedVotes::agreement(int i, std::span<const std::int32_t> others, float* result, const PairKernel& kernel) const
{
    const VoteWord* own = votes_.data() + words_ * static_cast<std::size_t>(i);
    kernel.agreement(words_, own, votes_.data(), others.size(), others.data(), result);
}

}  // namespace comity::agents
