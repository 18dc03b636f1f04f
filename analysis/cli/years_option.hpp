#pragma once
// Years as they are typed.

#include <optional>
#include <string>

#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// `2016:2019`, or one year, from 1946 on; nothing where the text is neither.
std::optional<Years> years_from(const std::string& text);

}  // namespace comity::analysis
