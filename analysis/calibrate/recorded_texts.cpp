#include "analysis/calibrate/recorded_texts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "analysis/fit/window_points.hpp"

namespace comity::analysis {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct ArenaTopics {
    const char* arena;
    std::vector<std::string> topics;
};
const std::array<ArenaTopics, 3> arenas{{{"HR", {"hr"}}, {"NI", {"ni"}}, {"CT", {"nu", "di"}}}};

/// Place of a topic's arena; -1 where the block does not take it.
int arena_of(const std::string& topic)
{
    for (std::size_t a = 0; a < arenas.size(); ++a)
        if (std::find(arenas[a].topics.begin(), arenas[a].topics.end(), topic) != arenas[a].topics.end()) return static_cast<int>(a);
    return -1;
}

/// Numbers of titles in the order of first mention.
std::vector<int> title_numbers(const RecordedVotes& votes)
{
    std::map<std::string, int> number;
    std::vector<int> of;
    for (const RollCall& call : votes.roll_calls) of.push_back(number.try_emplace(call.stem, static_cast<int>(number.size())).first->second);
    return of;
}

/// Rows of a leader's members in the record, in a year.
struct Leaders {
    const TextSources& sources;

    std::vector<int> members(std::size_t leader, int year) const
    {
        const agents::Leader& of = sources.start.setting.leaders[leader];
        std::vector<int> rows;
        if (of.bloc) {
            for (const scenarios::TermRow& term : sources.tables.groups)
                if (term.body == of.id && term.from <= year && year <= term.until) rows.push_back(sources.votes.row(sources.tables.countries[static_cast<std::size_t>(term.country)].code));
        } else {
            for (const agents::CountryId member : of.founders) rows.push_back(sources.votes.row(sources.start.setting.code[static_cast<std::size_t>(member.index)]));
        }
        std::erase_if(rows, [](int row) { return row < 0; });
        return rows;
    }
    double line(std::size_t leader, int roll_call) const
    {
        int cast = 0, yes = 0, no = 0;
        for (const int row : members(leader, sources.votes.roll_calls[static_cast<std::size_t>(roll_call)].date.year)) {
            const std::int8_t vote = sources.votes.cast(row, roll_call);
            cast += vote != RecordedVotes::not_cast;
            yes += vote == static_cast<int>(Choice::yes);
            no += vote == static_cast<int>(Choice::no);
        }
        return cast == 0 ? 0 : 3 * yes >= 2 * cast ? 1 : 3 * no >= 2 * cast ? -1 : 0;
    }
};

/// Whether a text was adopted, and whether any two votes on it differ.
struct Outcome {
    bool adopted = false, divided = false;
};

Outcome outcome_of(const RecordedVotes& votes, int roll_call)
{
    std::array<int, 3> count{};
    for (int i = 0; i < votes.num_countries(); ++i)
        if (const std::int8_t vote = votes.cast(i, roll_call); vote != RecordedVotes::not_cast) ++count[static_cast<std::size_t>(vote)];
    return {count[2] > count[0], (count[0] > 0) + (count[1] > 0) + (count[2] > 0) > 1};
}

/// Fills ranks, leverage and the rows of styles from the world.
void add_world(const TextSources& sources, VotingData& data)
{
    const agents::Setting& setting = sources.start.setting;
    const auto n = static_cast<Index>(sources.votes.num_countries());
    const auto leaders = static_cast<Index>(setting.leaders.size());
    data.leverage = MatrixXd::Zero(n, leaders);
    data.weakness = VectorXd::Zero(n);
    data.china = sources.votes.row("CHN");
    data.russia = sources.votes.row("RUS");
    std::vector<bool> led(setting.code.size(), false);
    for (const agents::Leader& leader : setting.leaders)
        for (const agents::CountryId member : leader.founders) led[static_cast<std::size_t>(member.index)] = true;
    for (int i = 0; i < setting.num_countries(); ++i) {
        const int row = sources.votes.row(setting.code[static_cast<std::size_t>(i)]);
        if (row < 0 || led[static_cast<std::size_t>(i)]) continue;
        data.weakness[row] = 1 - setting.strength[i];
        for (Index g = 0; g < leaders; ++g)
            for (const agents::CountryId member : setting.leaders[static_cast<std::size_t>(g)].founders)
                data.leverage(row, g) += setting.trade.weight(i, member.index) * (1 - setting.trade.weight(member.index, i));
    }
}

/// Columns of positions: for each year, arena and half.
class Frames {
public:
    Frames(const TextSources& sources, Years years, int window, const std::vector<int>& title, VotingData& data) : years_(years)
    {
        const auto n = static_cast<Index>(sources.votes.num_countries());
        const auto frames = static_cast<Index>(years.last - years.first + 1) * per_year;
        data.positions = data.std_errors = MatrixXd::Constant(n, frames, std::numeric_limits<double>::quiet_NaN());
        data.in_bloc.setConstant(n, frames, false);
        data.bloc_positions = VectorXd::Zero(frames);
        for (int first = years.first; first <= years.last; first += window)
            for (int half = 0; half < 2; ++half) {
                const Years these{first, std::min(first + window - 1, years.last)};
                const auto other = [&](int k) { return title[static_cast<std::size_t>(k)] % 2 != half; };
                const WindowPoints points = window_points(sources.votes, these, {0, 0.9}, other);
                for (int year = these.first; year <= these.last; ++year)
                    for (std::size_t a = 0; a < arenas.size(); ++a) {
                        data.positions.col(at(year, static_cast<int>(a), half)) = points.at(arenas[a].arena).position;
                        data.std_errors.col(at(year, static_cast<int>(a), half)) = points.at(arenas[a].arena).std_error;
                    }
            }
        add_bloc(sources, data);
    }
    int at(int year, int arena, int half) const { return (year - years_.first) * per_year + 2 * arena + half; }

private:
    static constexpr int per_year = 2 * static_cast<int>(arenas.size());

    void add_bloc(const TextSources& sources, VotingData& data) const
    {
        const agents::Setting& setting = sources.start.setting;
        for (std::size_t g = 0; g < setting.leaders.size(); ++g) {
            if (!setting.leaders[g].bloc) continue;
            for (int frame = 0; frame < data.positions.cols(); ++frame) {
                double sum = 0, weight = 0;
                for (const int row : Leaders{sources}.members(g, years_.first + frame / per_year)) {
                    data.in_bloc(row, frame) = true;
                    const int i = setting.country(sources.votes.countries[static_cast<std::size_t>(row)]).index;
                    const double root = i < 0 ? 0 : std::sqrt(sources.start.world.capability[i]), x = data.positions(row, frame);
                    if (std::isnan(x)) continue;
                    sum += root * x;
                    weight += root;
                }
                data.bloc_positions[frame] = weight > 0 ? sum / weight : 0;
            }
            return;  // one bloc is all that the block knows
        }
    }

    Years years_;
};

}  // namespace

VotingData recorded_texts(const TextSources& sources, Years years, int window)
{
    const RecordedVotes& votes = sources.votes;
    const std::vector<int> title = title_numbers(votes);
    VotingData data;
    add_world(sources, data);
    const Frames frames(sources, years, window, title, data);
    const Leaders leaders{sources};
    const auto num_leaders = static_cast<Index>(sources.start.setting.leaders.size());
    MatrixXd success = MatrixXd::Constant(num_leaders, static_cast<Index>(arenas.size()), 0.5);
    std::map<int, int> cluster;
    for (int k = 0; k < votes.first_after(years.last); ++k) {
        const RollCall& call = votes.roll_calls[static_cast<std::size_t>(k)];
        const int arena = arena_of(call.topic);
        if (arena < 0) continue;
        VotedText text;
        text.line.resize(num_leaders);
        for (Index g = 0; g < num_leaders; ++g) text.line[g] = leaders.line(static_cast<std::size_t>(g), k);
        text.winner = 2 * success.col(arena).array() - 1;
        const Outcome outcome = outcome_of(votes, k);
        for (Index g = 0; g < num_leaders && outcome.divided; ++g)
            if (text.line[g] != 0) success(g, arena) += 0.1 * ((outcome.adopted == (text.line[g] > 0)) - success(g, arena));
        if (call.date.year < years.first) continue;
        const int number = title[static_cast<std::size_t>(k)];
        text.cluster = cluster.try_emplace(number, static_cast<int>(cluster.size())).first->second;
        text.frame = frames.at(call.date.year, arena, number % 2);
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, k); cast != RecordedVotes::not_cast) text.votes.push_back({i, static_cast<Choice>(cast)});
        data.texts.push_back(std::move(text));
    }
    data.num_clusters = static_cast<int>(cluster.size());
    return data;
}

}  // namespace comity::analysis
