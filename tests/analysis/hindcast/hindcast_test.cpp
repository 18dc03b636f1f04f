#include "analysis/hindcast/hindcast.hpp"

#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::drawn_record;

namespace {

const HindcastDesign design{2001, {2002, 2004}};

}  // namespace

TEST_CASE("a model is never given a vote that it may not know", "[analysis][hindcast]")
{
    const RecordedVotes votes = drawn_record(2004, 1);
    const TestVotes test = test_votes(votes, design.test);
    for (const Window window : {Window::frozen, Window::rolling})
        for (const Mode mode : {Mode::unconditional, Mode::conditional}) {
            std::size_t asked = 0;
            foretell(votes, test, design, mode, window, [&](const Task& task) {
                const int end = votes.first_after(task.origin);
                CHECK((task.known.cast.leftCols(end) == votes.cast.leftCols(end)).all());
                CHECK((task.known.cast.rightCols(votes.num_roll_calls() - end) == RecordedVotes::not_cast).all());
                CHECK((task.revealed.size() > 0) == (mode == Mode::conditional));
                for (const Question& question : task.questions) {
                    const int year = votes.roll_calls[static_cast<std::size_t>(question.roll_call)].date.year;
                    CHECK(task.origin == (window == Window::frozen ? 2001 : year - 1));
                    if (mode == Mode::unconditional) continue;
                    for (int i = 0; i < votes.num_countries(); ++i)
                        CHECK(task.revealed(i, question.roll_call) ==
                              (i % 2 == question.country % 2 ? RecordedVotes::not_cast : votes.cast(i, question.roll_call)));
                }
                asked += task.questions.size();
                return Chances::Constant(static_cast<Eigen::Index>(task.questions.size()), 3, 1.0 / 3);
            });
            CHECK(asked == test.votes.size());
        }
}

TEST_CASE("answers come back to the votes that they are of", "[analysis][hindcast]")
{
    const RecordedVotes votes = drawn_record(2004, 2);
    const TestVotes test = test_votes(votes, design.test);
    for (const Window window : {Window::frozen, Window::rolling})
        for (const Mode mode : {Mode::unconditional, Mode::conditional}) {
            const Chances chances = foretell(votes, test, design, mode, window, [&](const Task& task) {
                Chances marked(static_cast<Eigen::Index>(task.questions.size()), 3);
                for (std::size_t q = 0; q < task.questions.size(); ++q)
                    marked.row(static_cast<Eigen::Index>(q)) << task.questions[q].country, task.questions[q].roll_call, task.origin;
                return marked;
            });
            for (std::size_t v = 0; v < test.votes.size(); ++v) {
                CHECK(chances(static_cast<Eigen::Index>(v), 0) == test.votes[v].question.country);
                CHECK(chances(static_cast<Eigen::Index>(v), 1) == test.votes[v].question.roll_call);
            }
        }
}
