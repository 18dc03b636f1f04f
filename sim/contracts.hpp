#pragma once
// Checks on the programmer, not on the user: on with COMITY_CONTRACTS (dev, sanitizers), gone from release.

#include <source_location>
#include <stdexcept>
#include <string>

namespace comity::sim {

/// A contract between two pieces of the program was broken.
class ContractError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Throws ContractError with the place where COMITY_CONTRACTS is set and `holds` is false.
inline void check_contract([[maybe_unused]] bool holds, [[maybe_unused]] const char* kind, [[maybe_unused]] const char* what,
                           [[maybe_unused]] const std::source_location& where)
{
#ifdef COMITY_CONTRACTS
    if (!holds)
        throw ContractError(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": broken " + kind + ": " + what);
#endif
}

/// What a function needs of its caller.
inline void expects(bool holds, const char* what = "expectation", std::source_location where = std::source_location::current())
{
    check_contract(holds, "expectation", what, where);
}

/// What a function promises to its caller.
inline void ensures(bool holds, const char* what = "promise", std::source_location where = std::source_location::current())
{
    check_contract(holds, "promise", what, where);
}

}  // namespace comity::sim
