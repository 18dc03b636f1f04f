#include "analysis/hindcast/hindcast.hpp"

#include "analysis/hindcast/frequencies.hpp"
#include "analysis/hindcast/spatial_models.hpp"

namespace comity::analysis {
namespace {

/// Votes of one half of the countries on the roll calls first, first + 1, ..., last - 1, and nothing else.
RecordedVotes::Table half_of(const RecordedVotes& votes, int first, int last, bool second_half)
{
    RecordedVotes::Table half = RecordedVotes::Table::Constant(votes.num_countries(), votes.num_roll_calls(), RecordedVotes::not_cast);
    for (int r = first; r < last; ++r)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (in_second_half(i) == second_half) half(i, r) = votes.cast(i, r);
    return half;
}

/// Asks the model for the test votes that `asked` marks, and puts its answers into their rows.
void ask(const VoteModel& model, Task task, const TestVotes& test, auto&& asked, Chances& chances)
{
    std::vector<Question> questions;
    std::vector<Eigen::Index> rows;
    for (std::size_t v = 0; v < test.votes.size(); ++v)
        if (asked(test.votes[v].question)) {
            questions.push_back(test.votes[v].question);
            rows.push_back(static_cast<Eigen::Index>(v));
        }
    if (questions.empty()) return;
    task.questions = questions;
    const Chances answers = model(task);
    for (std::size_t q = 0; q < rows.size(); ++q) chances.row(rows[q]) = answers.row(static_cast<Eigen::Index>(q));
}

}  // namespace

const char* word(Mode mode) { return mode == Mode::unconditional ? "unconditional" : "conditional"; }
const char* word(Window window) { return window == Window::frozen ? "frozen" : "rolling"; }

TestVotes test_votes(const RecordedVotes& votes, Years test)
{
    TestVotes found;
    found.first = votes.first_after(test.first - 1);
    found.last = votes.first_after(test.last);
    for (int r = found.first; r < found.last; ++r)
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, r); cast != RecordedVotes::not_cast) {
                found.votes.push_back({{i, r}, static_cast<Choice>(cast)});
                found.place.push_back(r - found.first);
            }
    return found;
}

Chances foretell(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Mode mode, Window window, const VoteModel& model)
{
    Chances chances = Chances::Zero(static_cast<Eigen::Index>(test.votes.size()), 3);
    const auto year_of = [&](const Question& question) { return votes.roll_calls[static_cast<std::size_t>(question.roll_call)].date.year; };
    const auto play = [&](int origin, Years years) {
        const RecordedVotes known = votes.until(origin);
        const auto asked = [&](const Question& question) { return years.contain(year_of(question)); };
        if (mode == Mode::unconditional) return ask(model, {known, origin, {}, {}}, test, asked, chances);
        const int first = votes.first_after(years.first - 1), last = votes.first_after(years.last);
        for (const bool second : {false, true})
            ask(model, {known, origin, {}, half_of(votes, first, last, !second)}, test,
                [&](const Question& question) { return asked(question) && in_second_half(question.country) == second; }, chances);
    };
    if (window == Window::frozen)
        play(design.train_until, design.test);
    else
        for (int year = design.test.first; year <= design.test.last; ++year) play(year - 1, {year, year});
    return chances;
}

std::vector<Forecast> reference_forecasts(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, const Grouping& groups)
{
    std::vector<Forecast> made;
    for (const Window window : {Window::frozen, Window::rolling}) {
        const auto add = [&](Mode mode, const char* name, const VoteModel& model) -> const Chances& {
            made.push_back({mode, window, name, foretell(votes, test, design, mode, window, model)});
            return made.back().chances;
        };
        add(Mode::unconditional, "B0_marginal", marginal);
        add(Mode::unconditional, "B1_topic", by_topic);
        const Chances tendency = add(Mode::unconditional, "B2_country_topic", by_country_and_topic);
        const Chances last = add(Mode::unconditional, "B3_last_same_title", last_on_same_title);
        add(Mode::conditional, "A0_item_marginal", by_revealed);
        add(Mode::conditional, "A1_group_marginal", [&](const Task& task) { return by_revealed_group(task, groups); });
        RevealedSpatial line(1), plane(2);
        const Chances spatial = add(Mode::conditional, "A2_irt_1d", std::ref(line));
        add(Mode::conditional, "A3_irt_2d", std::ref(plane));
        made.push_back({Mode::conditional, window, "A4_irt_1d_x_last", with_memory(spatial, last, tendency)});
    }
    return made;
}

}  // namespace comity::analysis
