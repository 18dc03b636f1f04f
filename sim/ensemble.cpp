#include "sim/ensemble.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace comity::sim {

std::string describe_failures(const std::vector<RunFailure>& failed, std::size_t show)
{
    std::string text;
    for (std::size_t k = 0; k < std::min(show, failed.size()); ++k)
        text += fmt::format("run {} failed: {}\n", failed[k].replicate, failed[k].message);
    if (failed.size() > show) text += fmt::format("and {} more runs failed\n", failed.size() - show);
    return text;
}

std::string failure_message(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "unknown error";
    }
}

}  // namespace comity::sim
