#pragma once
// Where the values of a scenario were read, so that what is found out later can still be told with its place.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "sim/problem.hpp"

namespace comity::scenarios {

/// A text and where it was read; without a place it was not given, or was no text.
struct PlacedText {
    std::string text;
    std::string place;
};

/// The files and options that a scenario was read from, and where each key was read last.
class Places {
public:
    /// Notes a file or an option, in the order in which errors are told.
    void add_source(std::string source) { sources_.push_back(std::move(source)); }
    const std::vector<std::string>& sources() const { return sources_; }

    /// Notes that a key was read, and whether all was well with it and below it.
    void note(const std::string& path, std::string place, bool sound);

    /// A file could not be read or found: what is not named may still be named there.
    void miss_source() { whole_ = false; }
    /// Whether every file was read, so that what is not named is not there.
    bool whole() const { return whole_; }

    /// Whether the values of all these keys are those that the user meant.
    bool trusted(const std::vector<std::string>& paths) const;
    /// Where the last of these keys stands that was read; `otherwise` where none was.
    std::string last(const std::vector<std::string>& paths, const std::string& otherwise) const;

private:
    struct Mark {
        std::string place;
        bool sound;
        std::size_t order;
    };
    std::vector<std::string> sources_;
    std::map<std::string, Mark> marks_;
    std::size_t noted_ = 0;
    bool whole_ = true;
};

/// Problems by source, line and column, each told once; of sources that are not named, such as the tables of a world, the one met
/// first comes first.
sim::Problems in_order(const sim::Problems& problems, std::vector<std::string> sources);

}  // namespace comity::scenarios
