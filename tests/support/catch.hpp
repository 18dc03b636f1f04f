#pragma once
// The one door to Catch2, for version 2.13 (Debian 12) and version 3. Link Catch2::Catch2WithMain.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
namespace Catch::Matchers {
inline auto ContainsSubstring(const std::string& text, CaseSensitive::Choice choice = CaseSensitive::Yes)
{
    return Contains(text, choice);
}
}  // namespace Catch::Matchers
#endif
