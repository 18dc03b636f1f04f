#include "analysis/hindcast/frequencies.hpp"

#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::small_record;

namespace {

/// Known until 2001; asked about 2002. Choices by country: AAA, BBB, CCC, DDD.
RecordedVotes record()
{
    return small_record(4, {{{1990, 1, 1}, "Old", "t", "NNNN"},  // before the window of 1997 to 2001, but a last vote
                            {{2000, 1, 1}, "One", "t", "YYA-"},
                            {{2000, 2, 1}, "Two", "u", "YNYY"},
                            {{2001, 1, 1}, "One 2", "t", "YAAY"},
                            {{2002, 1, 1}, "ONE", "t", "YYNN"},
                            {{2002, 2, 1}, "Old", "v", "YYYY"}});
}

struct Asked {
    RecordedVotes known = record().until(2001);
    std::vector<Question> questions{{0, 4}, {2, 4}, {0, 5}};
    Task task{known, 2001, questions, {}};
};

void check_row(const Chances& chances, int row, double no, double abstain, double yes)
{
    CAPTURE(row, chances);
    CHECK(chances(row, 0) == Approx(no));
    CHECK(chances(row, 1) == Approx(abstain));
    CHECK(chances(row, 2) == Approx(yes));
}

}  // namespace

TEST_CASE("frequencies are counted in the window and shrunk to the next wider ones", "[analysis][frequencies]")
{
    const Asked asked;
    // The window has 1 no, 3 abstentions, 7 yes; topic t of them 0, 3, 4.
    check_row(marginal(asked.task), 0, 1.0 / 11, 3.0 / 11, 7.0 / 11);
    const double topic[] = {(10.0 / 11) / 17, (3 + 30.0 / 11) / 17, (4 + 70.0 / 11) / 17};
    check_row(by_topic(asked.task), 0, topic[0], topic[1], topic[2]);
    check_row(by_topic(asked.task), 2, 1.0 / 11, 3.0 / 11, 7.0 / 11);  // topic v has no vote
    // AAA voted yes twice on t, CCC abstained twice.
    const Chances country = by_country_and_topic(asked.task);
    check_row(country, 0, 4 * topic[0] / 6, 4 * topic[1] / 6, (2 + 4 * topic[2]) / 6);
    check_row(country, 1, 4 * topic[0] / 6, (2 + 4 * topic[1]) / 6, 4 * topic[2] / 6);
}

TEST_CASE("the last vote on a title weighs as much as last votes were right a year before", "[analysis][frequencies]")
{
    // In 2001 two of three votes repeat the one of 2000.
    const RecordedVotes known =
        small_record(3, {{{2000, 1, 1}, "One", "t", "YYA"}, {{2001, 1, 1}, "One2", "t", "YAA"}, {{2002, 1, 1}, "ONE", "t", "---"}});
    const std::vector<Question> questions{{1, 2}};
    const Task task{known, 2001, questions, {}};
    const Chances otherwise = by_country_and_topic(task);
    const double repeated = 2.0 / 3;
    check_row(last_on_same_title(task), 0, (1 - repeated) * otherwise(0, 0), repeated + (1 - repeated) * otherwise(0, 1),
              (1 - repeated) * otherwise(0, 2));
}

TEST_CASE("where no vote of the origin's year could repeat one, last votes weigh nothing", "[analysis][frequencies]")
{
    const Asked asked;  // "One 2" of 2001 keeps its space: it is not the "One" of 2000
    const Chances otherwise = by_country_and_topic(asked.task);
    check_row(last_on_same_title(asked.task), 2, otherwise(2, 0), otherwise(2, 1), otherwise(2, 2));
}

TEST_CASE("revealed votes are counted in all and in the country's group", "[analysis][frequencies]")
{
    Asked asked;
    asked.task.revealed = RecordedVotes::Table::Constant(4, 6, RecordedVotes::not_cast);
    asked.task.revealed(1, 4) = 0;
    asked.task.revealed(3, 4) = 2;
    const Chances topic = by_topic(asked.task);
    const double all[] = {(1 + 2 * topic(0, 0)) / 4, 2 * topic(0, 1) / 4, (1 + 2 * topic(0, 2)) / 4};
    check_row(by_revealed(asked.task), 0, all[0], all[1], all[2]);
    const Chances grouped = by_revealed_group(asked.task, {5, 5, -1, 7});
    check_row(grouped, 0, (1 + 2 * all[0]) / 3, 2 * all[1] / 3, 2 * all[2] / 3);
    check_row(grouped, 1, all[0], all[1], all[2]);                 // in no group
    check_row(grouped, 2, topic(2, 0), topic(2, 1), topic(2, 2));  // nothing revealed on it
}
