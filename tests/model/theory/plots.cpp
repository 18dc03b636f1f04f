#include "tests/model/theory/plots.hpp"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace comity::tests {

std::vector<Plot> theory_plots()
{
    std::vector<Plot> all;
    for (const auto& part : {influence_plots, adoption_plots, agenda_plots, voting_plots}) {
        std::vector<Plot> made = part();
        all.insert(all.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    }
    return all;
}

std::string report_palette()
{
    const std::string file = COMITY_SOURCE_DIR "/analysis/report/web/src/report.css";
    std::ostringstream sheet;
    sheet << std::ifstream(file).rdbuf();
    const std::string text = sheet.str();
    const std::size_t from = text.find(":root"), to = text.find("* {");  // the palette comes first
    if (from == std::string::npos || to == std::string::npos || to < from) throw std::runtime_error(file + ": error: no palette before the rules");
    return text.substr(from, to - from);
}

}  // namespace comity::tests
