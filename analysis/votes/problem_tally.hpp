#pragma once
// Problems of a long file: of each kind the first few, then how many more there are.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sim/problem.hpp"

namespace comity::analysis {

class ProblemTally {
public:
    static constexpr std::size_t most = 20;  ///< of a kind that are told one by one

    explicit ProblemTally(sim::Problems& problems) : problems_(problems) {}
    /// Tells a problem, or counts it where enough of its kind were told. `kind` is plural, such as `unknown marks`.
    void add(const std::string& kind, const std::string& place, const std::string& message);
    /// Tells of each kind how many were only counted, and begins anew.
    void close(const std::string& file);

private:
    sim::Problems& problems_;
    std::vector<std::pair<std::string, std::size_t>> found_;  ///< kinds in the order of first mention, with their number
};

}  // namespace comity::analysis
