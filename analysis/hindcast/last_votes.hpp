#pragma once
// Each country's last vote by title.

#include <map>
#include <string>
#include <vector>

#include "analysis/hindcast/task.hpp"

namespace comity::analysis {

/// Last votes on each title, as they stand before a roll call. `votes` must outlive it.
class LastVotes {
public:
    explicit LastVotes(const RecordedVotes& votes) : votes_(&votes) {}
    /// Takes in the roll calls up to one, itself not included.
    void advance(int end);
    /// not_cast where the country never voted on a text of this title.
    std::int8_t of(const Question& question) const;

private:
    const RecordedVotes* votes_;
    int next_ = 0;
    std::map<std::string, std::vector<std::int8_t>> by_stem_;  // [country]
};

}  // namespace comity::analysis
