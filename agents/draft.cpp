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

namespace {

bool earlier(const Inducement& a, const Inducement& b) { return a.draft < b.draft; }

}  // namespace

std::span<const Inducement> Lobbying::on(int draft) const
{
    if (given.empty()) return {};
    const auto [first, last] = std::equal_range(given.begin(), given.end(), Inducement{draft, {}, 0}, earlier);
    return {first, last};
}

Lobbying together(Lobbying one, const Lobbying& other)
{
    const auto middle = static_cast<std::ptrdiff_t>(one.given.size());
    one.given.insert(one.given.end(), other.given.begin(), other.given.end());
    std::inplace_merge(one.given.begin(), one.given.begin() + middle, one.given.end(), earlier);
    return one;
}

}  // namespace comity::agents
