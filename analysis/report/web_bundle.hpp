#pragma once
// What the build puts into the program for the page: its style, and the bundled script with the licences of what is in it.

#include <string_view>

namespace comity::analysis {

std::string_view page_style();
/// Empty where the program was built without node (COMITY_WEB_REPORT); the page then consists of still pictures.
std::string_view page_script();
std::string_view third_party_notices();

}  // namespace comity::analysis
