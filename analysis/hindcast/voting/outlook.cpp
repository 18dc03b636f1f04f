#include "analysis/hindcast/voting/outlook.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/hindcast/frequencies.hpp"
#include "analysis/hindcast/voting/expected_lines.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayXd;
using Eigen::MatrixXd;

constexpr double furthest_odds = 6;  // |log-odds| kept

int year_of(const RecordedVotes& votes, int roll_call)
{
    return votes.roll_calls[static_cast<std::size_t>(roll_call)].date.year;
}

Likeness likeness(const TextSimilarity& titles, const TextSimilarity& agendas, RollCallRange rows, RollCallRange columns)
{
    return {titles.cosines(rows, columns), agendas.cosines(rows, columns)};
}

/// Who chose what on the roll calls before an end: [country x choice, roll call].
MatrixXd ballots_before(const RecordedVotes& votes, int end)
{
    MatrixXd found = MatrixXd::Zero(3 * votes.num_countries(), end);
    for (int r = 0; r < end; ++r)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, r); cast != RecordedVotes::not_cast) found(cast * votes.num_countries() + i, r) = 1;
    return found;
}

/// One column of summed votes.
Tallies tallies(const Eigen::Ref<const Eigen::VectorXd>& sums)
{
    return Eigen::Map<const Tallies>(sums.data(), sums.size() / 3, 3);
}

std::vector<int> predecessors(const RecordedVotes& votes, int roll_call, const Likeness& likeness, Eigen::Index row)
{
    const auto stem = [&](int r) -> const std::string& { return votes.roll_calls[static_cast<std::size_t>(r)].stem; };
    std::vector<int> found;
    for (int s = 0; s < likeness.title.cols(); ++s)
        if (likeness.title(row, s) + 0.1 * likeness.agenda(row, s) > 0.8 || stem(s) == stem(roll_call)) found.push_back(s);
    return found;
}

/// Titles and agenda items together.
MatrixXd softly(const Likeness& alike)
{
    return 0.7 * alike.title + 0.3 * alike.agenda;
}

/// Weighted votes of everything before the origin's end, for the texts of one year.
class Past {
public:
    Past(const RecordedVotes& votes, const Texts& texts, const Likeness& alike, int year) : texts_(texts)
    {
        const auto end = static_cast<int>(alike.title.cols());
        const MatrixXd ballots = ballots_before(votes, end);
        ArrayXd age(end);
        MatrixXd by_topic = MatrixXd::Zero(end, texts.num_topics);
        for (int s = 0; s < end; ++s) {
            age[s] = year - year_of(votes, s);
            by_topic(s, texts.topic[static_cast<std::size_t>(s)]) = std::pow(0.8, age[s]);
        }
        const ArrayXd slow = Eigen::pow(0.85, age), fast = Eigen::pow(0.8, age);
        topic_ = ballots * by_topic;
        all_ = topic_.rowwise().sum();
        similar_ = ballots * (softly(alike).transpose().array().cube().colwise() * slow).matrix();
        const Eigen::ArrayXXd same = alike.title.transpose().array().square().square().colwise() * fast;
        title_ = ballots * (same < 1e-4).select(0, same).matrix();
    }

    EarlierVotes before(int roll_call, Eigen::Index place, const TitleLine& line) const
    {
        return {tallies(all_), tallies(topic_.col(texts_.topic[static_cast<std::size_t>(roll_call)])), tallies(similar_.col(place)),
                tallies(title_.col(place)), one_hot(line.last)};
    }

private:
    const Texts& texts_;
    Eigen::VectorXd all_;
    MatrixXd topic_, similar_, title_;  // [country x choice, topic or text]
};

}  // namespace

Vantage vantage(const RecordedVotes& votes, const Texts& texts, int origin, const MapPoints* start)
{
    const int end = votes.first_after(origin);
    TextSimilarity titles(texts.titles, end), agendas(texts.agendas, end);
    IssueMap map = fit_map(votes, origin, start);
    const MatrixXd alike = on_map(likeness(titles, agendas, map.texts, map.texts), texts, map.texts, map.texts);
    ExpectedItems items(map, votes, alike, origin);
    std::vector<MatrixXd> apart = disagreement(votes, texts, origin);
    std::vector<MatrixXd> near = nearness(apart);
    return {origin,           std::move(titles), std::move(agendas), std::move(map),
            std::move(items), std::move(apart),  std::move(near),    steadiness(votes, origin)};
}

std::vector<Prospect> outlook(const RecordedVotes& votes, const Texts& texts, const Vantage& from, int year)
{
    const RollCallRange rows = roll_calls_of(votes, {year, year}), past{0, votes.first_after(from.origin)};
    const Likeness alike = likeness(from.titles, from.agendas, rows, past);
    const RollCallRange mapped = from.map.texts;
    const Kriging::Expected items =
        from.items.at(on_map({alike.title.rightCols(mapped.size()), alike.agenda.rightCols(mapped.size())}, texts, rows, mapped));
    const Past earlier(votes, texts, alike, year);
    const ArrayXd nearest = softly(alike).rowwise().maxCoeff();
    std::vector<Prospect> found;
    for (int r = rows.first; r < rows.last; ++r) {
        const Eigen::Index place = r - rows.first;
        Prospect text;
        text.roll_call = r;
        text.line = line_on(votes, predecessors(votes, r, alike, place), year);
        const ExpectedLines lines =
            expected_lines(earlier.before(r, place, text.line), from.nearness[static_cast<std::size_t>(texts.topic[static_cast<std::size_t>(r)])]);
        text.own_line = log_odds(lines.own, furthest_odds);
        text.bloc_line = log_odds(lines.bloc, furthest_odds);
        text.drift = log_odds(lines.drift, furthest_odds).row(0).transpose();
        text.item = items.values.col(place);
        text.novelty = items.novelty[place];
        text.likeness = nearest[place];
        text.map = log_odds(expected_chances(from.map.points, text.item, text.novelty, from.items.sd()), furthest_odds);
        found.push_back(std::move(text));
    }
    return found;
}

int Outlooks::first_origin(const RecordedVotes& votes)
{
    return votes.roll_calls.front().date.year + years_of_window - 1;
}

const Texts& Outlooks::texts(const RecordedVotes& votes)
{
    if (!texts_) texts_ = std::make_unique<Texts>(texts_of(votes));
    return *texts_;
}

const Vantage& Outlooks::from(const RecordedVotes& votes, int origin)
{
    if (const auto found = vantages_.find(origin); found != vantages_.end()) return found->second;
    sim::expects(origin >= first_origin(votes), "a vantage has five years behind it");
    const MapPoints* start = origin > first_origin(votes) ? &from(votes, origin - 1).map.fitted : nullptr;
    return vantages_.try_emplace(origin, vantage(votes, texts(votes), origin, start)).first->second;
}

const std::vector<Prospect>& Outlooks::of(const RecordedVotes& votes, int origin, int year)
{
    const auto place = std::pair(origin, year);
    if (const auto found = prospects_.find(place); found != prospects_.end()) return found->second;
    return prospects_.try_emplace(place, outlook(votes, texts(votes), from(votes, origin), year)).first->second;
}

}  // namespace comity::analysis
