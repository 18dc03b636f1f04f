#pragma once

#include <string>

namespace comity::analysis {

/// What about the machine can matter to a result or to its speed; no name of machine or user.
struct HostFacts {
    std::string system;     ///< kernel and architecture, as `Linux 6.1.0 x86_64`
    std::string processor;  ///< model, or `unknown`
    int processors = 1;     ///< that this process may use
};

HostFacts host_facts();

}  // namespace comity::analysis
