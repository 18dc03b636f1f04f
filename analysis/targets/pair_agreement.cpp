#include "analysis/targets/pair_agreement.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "agents/country.hpp"

namespace comity::analysis {

const std::vector<std::string>& followed_countries()
{
    static const std::vector<std::string> codes{"ARG", "AUS", "BLR", "BRA", "CAN", "CHN", "CUB", "DEU", "EGY", "ETH", "FRA", "GBR",
                                                "HUN", "IDN", "IND", "IRN", "ISR", "JPN", "KAZ", "KEN", "KOR", "MEX", "NGA", "PAK",
                                                "POL", "PRK", "RUS", "SAU", "SYR", "TUR", "UKR", "USA", "VEN", "VNM", "ZAF"};
    return codes;
}

PairYears::PairYears(Years years, const std::vector<std::string>& countries) : years_(years)
{
    for (const std::string& code : followed_countries()) {
        const auto found = std::find(countries.begin(), countries.end(), code);
        rows_.push_back(found == countries.end() ? -1 : static_cast<int>(found - countries.begin()));
    }
    const auto cells = static_cast<std::size_t>(std::max(0, years.last - years.first + 1) * num_pairs());
    halves_.assign(cells, 0);
    texts_.assign(cells, 0);
}

int PairYears::num_pairs() const
{
    const auto n = static_cast<int>(followed_countries().size());
    return n * (n - 1) / 2;
}

std::string PairYears::pair_name(int pair) const
{
    const auto& codes = followed_countries();
    for (std::size_t i = 0; i < codes.size(); ++i)
        for (std::size_t j = i + 1; j < codes.size(); ++j)
            if (pair-- == 0) return codes[i] + "_" + codes[j];
    return "";
}

void PairYears::add(int year, std::span<const std::int8_t> votes)
{
    constexpr std::int8_t absent = 2;
    std::array<std::int8_t, 64> cast{};
    for (std::size_t k = 0; k < rows_.size(); ++k) cast[k] = rows_[k] < 0 ? absent : votes[static_cast<std::size_t>(rows_[k])];
    std::size_t at = cell(0, year);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (std::size_t j = i + 1; j < rows_.size(); ++j, ++at) {
            if (cast[i] > 1 || cast[j] > 1) continue;
            halves_[at] += halves_alike(cast[i], cast[j]);
            ++texts_[at];
        }
}

double PairYears::agreement(int pair, int year) const
{
    if (!years_.contain(year) || texts(pair, year) == 0) return std::numeric_limits<double>::quiet_NaN();
    return halves_[cell(pair, year)] / (2.0 * texts(pair, year));
}

int PairYears::texts(int pair, int year) const
{
    return years_.contain(year) ? texts_[cell(pair, year)] : 0;
}

}  // namespace comity::analysis
