#include "analysis/report/web_bundle.hpp"

// Defined in web_bundle.S, which includes the files as they are.
extern "C" {
extern const char comity_page_style[], comity_page_style_end[];
extern const char comity_page_script[], comity_page_script_end[];
extern const char comity_third_party[], comity_third_party_end[];
}

namespace comity::analysis {

std::string_view page_style() { return {comity_page_style, comity_page_style_end}; }
std::string_view page_script() { return {comity_page_script, comity_page_script_end}; }
std::string_view third_party_notices() { return {comity_third_party, comity_third_party_end}; }

}  // namespace comity::analysis
