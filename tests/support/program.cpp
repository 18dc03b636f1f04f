#include "tests/support/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

namespace comity::tests {
namespace {

/// All that a terminal was sent; its far end must be closed.
std::string drained(int terminal)
{
    std::string text;
    char block[4096];
    for (ssize_t got; (got = ::read(terminal, block, sizeof block)) > 0;) text.append(block, static_cast<std::size_t>(got));
    return text;
}

void open_as(int stream, const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(descriptor, stream);
    ::close(descriptor);
}

}  // namespace

Program::Program(const std::vector<std::string>& words, const Surroundings& around)
{
    int far_end = -1;
    if (around.terminal && ::openpty(&terminal_, &far_end, nullptr, nullptr, nullptr) != 0)
        throw std::runtime_error("no terminal can be opened");
    const auto folder = around.folder.empty() ? streams_.path() : around.folder;
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("no process can be started");
    if (child_ == 0) {
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        for (const auto& [name, value] : around.environment) ::setenv(name.c_str(), value.c_str(), 1);
        open_as(STDOUT_FILENO, streams_.path() / ".out");
        if (around.terminal)
            ::dup2(far_end, STDERR_FILENO);
        else
            open_as(STDERR_FILENO, streams_.path() / ".err");
        if (::chdir(folder.c_str()) == 0) ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    if (far_end >= 0) ::close(far_end);
}

Program::~Program()
{
    if (!ended()) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, &status_, 0);
    }
    if (terminal_ >= 0) ::close(terminal_);
}

bool Program::ended()
{
    over_ = over_ || ::waitpid(child_, &status_, WNOHANG) == child_;
    return over_;
}

bool Program::wait_until(const std::function<bool()>& reached)
{
    using namespace std::chrono;
    for (const auto until = steady_clock::now() + seconds(30); steady_clock::now() < until && !ended();
         std::this_thread::sleep_for(milliseconds(2)))
        if (reached()) return true;
    return false;
}

void Program::send(int signal)
{
    ::kill(child_, signal);
}

void Program::close_terminal()
{
    ::close(std::exchange(terminal_, -1));
}

Ended Program::end()
{
    // A terminal holds little: it is read while the program goes on.
    std::string err = terminal_ >= 0 ? drained(terminal_) : std::string();
    if (!over_) ::waitpid(child_, &status_, 0);
    over_ = true;
    if (terminal_ < 0) err = text_of(streams_.path() / ".err");
    return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), text_of(streams_.path() / ".out"), err};
}

Ended run(const std::vector<std::string>& words, const Surroundings& around)
{
    return Program(words, around).end();
}

Ended enter(std::vector<std::string> words, const Surroundings& around)
{
    words.insert(words.begin(), COMITY_PROGRAM);
    return run(words, around);
}

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace comity::tests
