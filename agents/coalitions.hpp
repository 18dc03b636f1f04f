#pragma once
// Who follows which leader, as it stands in a round.

#include <vector>

#include "agents/country.hpp"

namespace comity::agents {

struct Setting;

/// Leaders and their members: those of the setting at first, which events of module M12 move. A leader may be left without any: it then tables
/// nothing, is present nowhere and keeps its last position.
class Coalitions {
public:
    Coalitions() = default;
    /// Those of the setting.
    explicit Coalitions(const Setting& setting);
    /// `members`: [leader]; no country follows two.
    Coalitions(int num_countries, std::vector<std::vector<CountryId>> members);

    int num_leaders() const { return static_cast<int>(members_.size()); }
    /// In the order in which they joined.
    const std::vector<CountryId>& members(LeaderId leader) const { return members_[static_cast<std::size_t>(leader.index)]; }
    /// None where nobody leads the country.
    LeaderId leader_of(CountryId country) const { return leader_of_[static_cast<std::size_t>(country.index)]; }
    /// How often a country has moved: while it stands, so does all that follows from members.
    int num_moves() const { return num_moves_; }

    /// The country leaves the leader that it follows and becomes the last member of another, of none where `leader` does not exist.
    void move(CountryId country, LeaderId leader);

private:
    std::vector<std::vector<CountryId>> members_;  // [leader]
    std::vector<LeaderId> leader_of_;              // [country]
    int num_moves_ = 0;
};

}  // namespace comity::agents
