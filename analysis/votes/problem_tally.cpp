#include "analysis/votes/problem_tally.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace comity::analysis {

void ProblemTally::add(const std::string& kind, const std::string& place, const std::string& message)
{
    auto of = std::find_if(found_.begin(), found_.end(), [&](const auto& each) { return each.first == kind; });
    if (of == found_.end()) of = found_.insert(of, {kind, 0});
    if (++of->second <= most) problems_.push_back({place, message});
}

void ProblemTally::close(const std::string& file)
{
    for (const auto& [kind, number] : found_)
        if (number > most)
            problems_.push_back({file, fmt::format("... and {} more {} ({} in all)", number - most, kind, number)});
    found_.clear();
}

}  // namespace comity::analysis
