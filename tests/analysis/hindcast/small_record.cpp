#include "tests/analysis/hindcast/small_record.hpp"

#include "tests/analysis/fit/simulated_votes.hpp"

using comity::analysis::RecordedVotes;

namespace comity::tests {
namespace {

std::int8_t choice_of(char mark)
{
    return static_cast<std::int8_t>(std::string("NAY").find(mark));
}

/// Words that no other text has.
std::string new_title(int year)
{
    const std::string letters = "abcdefghijklmnopqrstuvwxyz";
    const char a = letters[static_cast<std::size_t>(year % 26)];
    return {a, a, a, ' ', a, a};
}

}  // namespace

RecordedVotes small_record(int countries, const std::vector<SmallRollCall>& roll_calls)
{
    RecordedVotes votes;
    for (int i = 0; i < countries; ++i) votes.countries.emplace_back(3, static_cast<char>('A' + i));
    votes.cast = RecordedVotes::Table::Constant(countries, static_cast<Eigen::Index>(roll_calls.size()), RecordedVotes::not_cast);
    for (std::size_t r = 0; r < roll_calls.size(); ++r) {
        const SmallRollCall& each = roll_calls[r];
        votes.roll_calls.push_back({std::to_string(r), each.date, each.title, each.topic, analysis::title_stem(each.title), ""});
        for (int i = 0; i < countries; ++i)
            if (const char mark = each.marks[static_cast<std::size_t>(i)]; mark != '-') votes.cast(i, static_cast<Eigen::Index>(r)) = choice_of(mark);
    }
    return votes;
}

RecordedVotes drawn_record(int last_year, std::uint64_t seed)
{
    constexpr int countries = 16;
    TestChance chance(seed);
    std::vector<SmallRollCall> roll_calls;
    for (int year = 1991; year <= last_year; ++year)
        for (int k = 0; k < 5; ++k) {
            const std::string titles[] = {"rights of peoples", "arms and trade", "law of the sea", "peace in space", new_title(year)};
            std::string marks;
            for (int i = 0; i < countries; ++i) {
                const double u = chance.uniform(), other = chance.uniform();
                const char line = k % 2 == 0 ? 'Y' : i < countries / 2 ? 'Y' : i < 12 ? 'A' : 'N';
                marks += u < 1.0 / 16 ? '-' : u < 3.0 / 16 ? "NAY"[static_cast<int>(3 * other)] : line;
            }
            roll_calls.push_back({{year, 10, k + 1}, titles[k], k % 2 == 0 ? "law" : "war", marks});
        }
    return small_record(countries, roll_calls);
}

RecordedVotes scrambled(RecordedVotes votes, int first, int last, std::uint64_t seed)
{
    TestChance chance(seed);
    for (int r = first; r < last; ++r)
        for (int i = 0; i < votes.num_countries(); ++i) votes.cast(i, r) = static_cast<std::int8_t>(static_cast<int>(4 * chance.uniform()) - 1);
    return votes;
}

}  // namespace comity::tests
