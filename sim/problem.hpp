#pragma once
// What is wrong with a user's input: collected, not met one by one.

#include <stdexcept>
#include <string>
#include <vector>

namespace comity::sim {

/// One thing that is wrong, and where: printed as `place: error: message`.
struct Problem {
    std::string place;    ///< `file:line:column`, `file:line`, or the option
    std::string message;  ///< what it is, what it may be, what it means
    friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

/// An error that names its place itself, `place: error: message`, and is printed as it stands.
class PlacedError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The known name nearest to `name`: the same but for capitals, or by edit distance, of several the one that begins alike for
/// longest; empty where none is near (more than a third of the letters differ).
std::string nearest(const std::string& name, const std::vector<std::string>& known);

/// `; did you mean 'x'?` with the nearest known name, or nothing.
std::string suggestion(const std::string& name, const std::vector<std::string>& known);

}  // namespace comity::sim
