#include "analysis/hindcast/voting/title_line.hpp"

#include <map>
#include <string>

namespace comity::analysis {
namespace {

constexpr int years_of_steadiness = 4;

/// Takes one more text into the line.
void add(TitleLine& line, Eigen::ArrayXd& changes, Eigen::ArrayXd& steps, const RecordedVotes& votes, int roll_call, int age)
{
    double changed = 0, compared = 0;
    changes *= 0.9;
    for (int i = 0; i < votes.num_countries(); ++i) {
        const std::int8_t cast = votes.cast(i, roll_call);
        if (cast == RecordedVotes::not_cast) continue;
        const bool had = line.last[i] != RecordedVotes::not_cast, change = had && cast != line.last[i];
        compared += had;
        changed += change;
        steps[i] += had;
        changes[i] += change;
        line.run[i] = change ? 1 : line.run[i] + 1;
        line.last[i] = cast;
        line.age[i] = age;
    }
    line.unrest = 0.5 * line.unrest + 0.5 * (changed + 1) / (compared + 10);
}

}  // namespace

TitleLine line_on(const RecordedVotes& votes, const std::vector<int>& predecessors, int year)
{
    const Eigen::ArrayXd none = Eigen::ArrayXd::Zero(votes.num_countries());
    TitleLine line{decltype(TitleLine::last)::Constant(votes.num_countries(), RecordedVotes::not_cast), none, none, none, 0};
    Eigen::ArrayXd changes = none, steps = none;
    for (const int r : predecessors) add(line, changes, steps, votes, r, year - votes.roll_calls[static_cast<std::size_t>(r)].date.year);
    line.inconstancy = (20 * (changes + 0.3) / (steps + 6)).log();
    return line;
}

Steadiness steadiness(const RecordedVotes& votes, int origin)
{
    std::map<std::string, int> last_of;  // roll call of a title, from the years before
    Eigen::ArrayXd changes = Eigen::ArrayXd::Constant(votes.num_countries(), 1), compared = Eigen::ArrayXd::Constant(votes.num_countries(), 20);
    Eigen::ArrayXd towards_yes = Eigen::ArrayXd::Zero(votes.num_countries());
    const auto remember = [&](RollCallRange range) {
        for (int r = range.first; r < range.last; ++r) last_of[votes.roll_calls[static_cast<std::size_t>(r)].stem] = r;
    };
    remember({0, votes.first_after(origin - years_of_steadiness)});
    for (int year = origin - years_of_steadiness + 1; year <= origin; ++year) {
        const RollCallRange now = roll_calls_of(votes, {year, year});
        for (int r = now.first; r < now.last; ++r) {
            const auto before = last_of.find(votes.roll_calls[static_cast<std::size_t>(r)].stem);
            if (before == last_of.end()) continue;
            for (int i = 0; i < votes.num_countries(); ++i) {
                const int was = votes.cast(i, before->second), is = votes.cast(i, r);
                if (was == RecordedVotes::not_cast || is == RecordedVotes::not_cast) continue;
                ++compared[i];
                changes[i] += was != is;
                towards_yes[i] += (is > was) - (is < was);
            }
        }
        remember(now);
    }
    return {(changes / compared / 0.05).log(), 20 * towards_yes / compared};
}

}  // namespace comity::analysis
