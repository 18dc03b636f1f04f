#pragma once
// The contested votes of several rounds, kept for a comparison of all pairs.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace comity::agents {

struct Ballots;
struct Outcomes;

class VoteHistory {
public:
    explicit VoteHistory(int num_countries) : num_countries_(static_cast<std::size_t>(num_countries)) {}
    void clear() { num_drafts_ = 0; }
    /// Adds the drafts of a round that are not unanimous.
    void add(const Ballots& ballots, const Outcomes& outcomes);
    /// Adds one draft's votes, [country].
    void add(const std::int8_t* votes);

    std::size_t num_countries() const { return num_countries_; }
    std::size_t num_drafts() const { return num_drafts_; }
    const std::int8_t* draft(std::size_t v) const { return votes_.data() + v * num_countries_; }

private:
    std::size_t num_countries_ = 0, num_drafts_ = 0;
    std::vector<std::int8_t> votes_;  // [draft][country]
};

}  // namespace comity::agents
