#include "tests/model/theory/plots.hpp"

#include <iterator>

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

}  // namespace comity::tests
