#include "agents/coalitions.hpp"

#include <algorithm>
#include <utility>

#include "agents/setting.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {

namespace {

std::vector<std::vector<CountryId>> founders(const Setting& setting)
{
    std::vector<std::vector<CountryId>> lists;
    for (const Leader& leader : setting.leaders) lists.push_back(leader.founders);
    return lists;
}

}  // namespace

Coalitions::Coalitions(const Setting& setting) : Coalitions(setting.num_countries(), founders(setting)) {}

Coalitions::Coalitions(int num_countries, std::vector<std::vector<CountryId>> members)
    : members_(std::move(members)), leader_of_(static_cast<std::size_t>(num_countries))
{
    for (std::size_t g = 0; g < members_.size(); ++g)
        for (const CountryId i : members_[g]) {
            sim::expects(!leader_of(i).exists(), "a country follows one leader");
            leader_of_[static_cast<std::size_t>(i.index)] = {static_cast<int>(g)};
        }
}

void Coalitions::move(CountryId country, LeaderId leader)
{
    LeaderId& follows = leader_of_[static_cast<std::size_t>(country.index)];
    if (follows == leader) return;
    if (follows.exists()) std::erase(members_[static_cast<std::size_t>(follows.index)], country);
    if (leader.exists()) members_[static_cast<std::size_t>(leader.index)].push_back(country);
    follows = leader;
    ++num_moves_;
}

}  // namespace comity::agents
