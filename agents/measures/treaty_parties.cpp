#include "agents/measures/treaty_parties.hpp"

#include <algorithm>

namespace comity::agents {

std::vector<Column> TreatyMeasure::columns() const
{
    if (!setting_) return {};
    const std::string where = "; only where rules.treaties.on";
    const double countries = setting_->num_countries();
    std::vector<Column> found;
    for (const Treaty& treaty : setting_->institutions.treaties) {
        found.push_back({{"treaty_parties_" + treaty.id, "Parties to " + treaty.id, "countries", "strategy", "countries that have joined " + treaty.title + where, 0, countries}, Summary::end});
        found.push_back({{"treaty_in_force_" + treaty.id, treaty.id + " is in force", "1", "strategy", "1 from the round on in which " + treaty.title + " has the parties that it needs, 0 before" + where, 0, 1}, Summary::end});
    }
    found.push_back({{"treaty_double_parties", "Parties to rival treaties", "countries", "strategy", "countries that are party to a treaty and to its rival" + where, 0, countries}, Summary::end});
    found.push_back({{"evidence_sharing", "Pairs with a common treaty", "share", "strategy", "share of pairs of countries that are both party to a treaty in force: practical cooperation (evidence) rests on a common one" + where, 0, 1}, Summary::end | Summary::mean});
    return found;
}

double TreatyMeasure::double_parties(const TreatyRace& race) const
{
    const auto& treaties = setting_->institutions.treaties;
    int found = 0;
    for (Eigen::Index i = 0; i < race.party.rows(); ++i) {
        bool both = false;
        for (std::size_t t = 0; t < treaties.size(); ++t)
            both = both || (treaties[t].rival.exists() && race.party(i, static_cast<Eigen::Index>(t)) != 0 && race.party(i, treaties[t].rival.index) != 0);
        found += both;
    }
    return found;
}

double TreatyMeasure::sharing(const TreatyRace& race)
{
    kinds_.clear();
    for (Eigen::Index i = 0; i < race.party.rows(); ++i) {
        std::uint64_t held = 0;
        for (std::size_t t = 0; t < race.treaties.size(); ++t)
            if (race.treaties[t].in_force && race.party(i, static_cast<Eigen::Index>(t)) != 0) held |= std::uint64_t{1} << t;
        if (held == 0) continue;
        const auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& each) { return each.first == held; });
        if (kind == kinds_.end())
            kinds_.emplace_back(held, 1);
        else
            ++kind->second;
    }
    double pairs = 0;
    for (std::size_t a = 0; a < kinds_.size(); ++a) {
        pairs += kinds_[a].second * (kinds_[a].second - 1) / 2;
        for (std::size_t b = 0; b < a; ++b)
            if ((kinds_[a].first & kinds_[b].first) != 0) pairs += kinds_[a].second * kinds_[b].second;
    }
    const auto n = static_cast<double>(race.party.rows());
    return ratio(pairs, n * (n - 1) / 2);
}

void TreatyMeasure::observe(const World& world, RowWriter& row)
{
    if (!setting_) return;
    const TreatyRace& race = world.race;
    for (std::size_t t = 0; t < race.treaties.size(); ++t) {
        row.put(race.party.col(static_cast<Eigen::Index>(t)).cast<int>().sum());
        row.put(race.treaties[t].in_force ? 1 : 0);
    }
    row.put(double_parties(race));
    row.put(sharing(race));
}

}  // namespace comity::agents
