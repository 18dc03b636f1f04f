#include "tests/analysis/fit/recorded_votes.hpp"

#include <string>
#include <vector>

#include "analysis/votes/vote_reader.hpp"
#include "tests/support/catch.hpp"

namespace comity::tests {

analysis::RecordedVotes recorded_votes(const std::filesystem::path& data)
{
    sim::Problems problems;
    std::vector<std::string> notes;
    const analysis::RecordedVotes votes = analysis::read_votes(data / "unga_rollcalls.csv", data / "unga_votes.csv.gz", {}, problems, notes);
    REQUIRE(problems.empty());
    return votes.until(train_until);
}

}  // namespace comity::tests
