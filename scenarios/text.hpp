#pragma once

#include <string_view>

namespace comity::scenarios {

/// Whether a text is well-formed UTF-8 without control characters other than tab and line ends.
bool is_text(std::string_view text);

}  // namespace comity::scenarios
