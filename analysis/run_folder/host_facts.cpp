#include "analysis/run_folder/host_facts.hpp"

#include <sched.h>
#include <sys/utsname.h>

#include <fstream>

#include <fmt/format.h>

namespace comity::analysis {

HostFacts host_facts()
{
    HostFacts facts{.system = "unknown", .processor = "unknown"};
    struct utsname name = {};
    if (uname(&name) == 0) facts.system = fmt::format("{} {} {}", name.sysname, name.release, name.machine);
    std::ifstream cpuinfo("/proc/cpuinfo");
    for (std::string line; std::getline(cpuinfo, line);) {
        const auto colon = line.find(": ");
        if (!line.starts_with("model name") || colon == std::string::npos) continue;
        facts.processor = line.substr(colon + 2);
        break;
    }
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof mask, &mask) == 0) facts.processors = CPU_COUNT(&mask);
    return facts;
}

}  // namespace comity::analysis
