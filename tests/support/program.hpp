#pragma once
// The program as a user types it: a process of its own, with its exit code and what it wrote to either stream.

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/scratch_folder.hpp"

namespace comity::tests {

/// How a program ended.
struct Ended {
    int code = -1;  ///< exit code; 128 + signal where one killed it, as a shell has it
    std::string out, err;
};

struct Surroundings {
    std::filesystem::path folder;                    ///< where it starts; empty: a folder of its own
    std::map<std::string, std::string> environment;  ///< added to that of the test
    bool terminal = false;                           ///< whether standard error is a terminal
};

/// A program under way.
class Program {
public:
    explicit Program(const std::vector<std::string>& words, const Surroundings& around = {});
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program();

    /// Waits until `reached` holds; false if the program ends before, or half a minute passes.
    bool wait_until(const std::function<bool()>& reached);
    void send(int signal);
    /// As when a window is closed: what is written to the terminal from now on fails.
    void close_terminal();
    Ended end();

private:
    bool ended();

    ScratchFolder streams_;
    pid_t child_ = -1;
    int terminal_ = -1;
    int status_ = 0;
    bool over_ = false;
};

/// Runs a program to its end.
Ended run(const std::vector<std::string>& words, const Surroundings& around = {});
/// Runs comity with the words that a user enters after its name.
Ended enter(std::vector<std::string> words, const Surroundings& around = {});

std::string text_of(const std::filesystem::path& file);
/// Names in a folder, sorted.
std::vector<std::string> names_in(const std::filesystem::path& folder);

}  // namespace comity::tests
