#include "agents/draft.hpp"

namespace comity::agents {

Eigen::ArrayXd drafts_aimed_at(const Agenda& agenda, int num_countries)
{
    Eigen::ArrayXd aimed = Eigen::ArrayXd::Zero(num_countries);
    for (const Draft& draft : agenda.drafts)
        if (draft.target.exists()) aimed(draft.target.index) += 1;
    return aimed;
}

}  // namespace comity::agents
