#include "agents/draft.hpp"

#include <algorithm>

namespace comity::agents {

Eigen::ArrayXd drafts_aimed_at(const Agenda& agenda, int num_countries)
{
    Eigen::ArrayXd aimed = Eigen::ArrayXd::Zero(num_countries);
    for (const Draft& draft : agenda.drafts)
        if (draft.target.exists()) aimed(draft.target.index) += 1;
    return aimed;
}

std::span<const Inducement> Lobbying::on(int draft) const
{
    if (given.empty()) return {};
    const auto [first, last] = std::equal_range(given.begin(), given.end(), Inducement{draft, {}, 0},
                                                [](const Inducement& a, const Inducement& b) { return a.draft < b.draft; });
    return {first, last};
}

}  // namespace comity::agents
