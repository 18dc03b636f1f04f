#include "analysis/votes/recorded_votes.hpp"

#include <fstream>

#include "analysis/votes/vote_reader.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;
using comity::tests::ScratchFolder;
using comity::tests::small_record;

namespace {

void write(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path) << text;
}

}  // namespace

TEST_CASE("a day is one that the calendar has", "[analysis][recorded_votes]")
{
    CHECK(parse_day("2019-12-27") == Day{2019, 12, 27});
    CHECK(parse_day("2016-02-29") == Day{2016, 2, 29});
    for (const char* wrong : {"2019-02-29", "2019-13-01", "2019-1-01", "19-12-27", "2019-12-27 ", "20a9-12-27", ""}) CHECK_FALSE(parse_day(wrong));
}

TEST_CASE("a title's stem has its letters and spaces alone", "[analysis][recorded_votes]")
{
    CHECK(title_stem("Self-determination, 2nd Report (A/46/9)") == "selfdetermination nd report a");
}

TEST_CASE("until a year, later votes are gone and later texts are there", "[analysis][recorded_votes]")
{
    const RecordedVotes votes =
        small_record(3, {{{2000, 1, 1}, "one", "t", "YNA"}, {{2001, 1, 1}, "two", "t", "YY-"}, {{2002, 1, 1}, "three", "t", "NNN"}});
    CHECK(votes.first_after(1999) == 0);
    CHECK(votes.first_after(2001) == 2);
    CHECK(votes.first_after(2002) == 3);
    const RecordedVotes known = votes.until(2001);
    CHECK((known.cast.leftCols(2) == votes.cast.leftCols(2)).all());
    CHECK((known.cast.col(2) == RecordedVotes::not_cast).all());
    CHECK(known.roll_calls[2].title == "three");
    CHECK(votes.row("BBB") == 1);
    CHECK(votes.row("BBA") == -1);
}

TEST_CASE("votes are read by roll call and country, with the agenda where it is recorded", "[analysis][vote_reader]")
{
    const ScratchFolder scratch;
    write(scratch.path() / "calls.csv", "rid,date,title,topic,agenda\n7,2001-05-01,Later,t,A/1 item\n5,2000-05-01,Earlier,t,\n");
    write(scratch.path() / "old.csv", "rid,date,title,topic\n7,2001-05-01,Later,t\n5,2000-05-01,Earlier,t\n");
    write(scratch.path() / "votes.csv", "rid,iso3,vote\n7,BBB,Y\n5,BBB,N\n5,AAA,A\n7,AAA,X\n5,USA,Y\n");
    comity::sim::Problems problems;
    const RecordedVotes votes = read_votes(scratch.path() / "calls.csv", scratch.path() / "votes.csv", {"AAA", "BBB"}, problems);
    CHECK(problems.empty());
    REQUIRE(votes.num_roll_calls() == 2);
    CHECK(votes.roll_calls[0].title == "Earlier");
    CHECK(votes.roll_calls[1].agenda == "A/1 item");
    CHECK(votes.cast(0, 0) == 1);
    CHECK(votes.cast(1, 0) == 0);
    CHECK(votes.cast(0, 1) == RecordedVotes::not_cast);
    CHECK(votes.cast(1, 1) == 2);
    const RecordedVotes without = read_votes(scratch.path() / "old.csv", scratch.path() / "votes.csv", {"AAA", "BBB"}, problems);
    CHECK(problems.empty());
    CHECK(without.roll_calls[1].agenda.empty());
    CHECK((without.cast == votes.cast).all());
}

TEST_CASE("every mistake in a table of votes is told with its place", "[analysis][vote_reader]")
{
    const ScratchFolder scratch;
    write(scratch.path() / "calls.csv", "rid,date,title,topic\n5,2000-02-30,One,t\n5,2000-05-01,Two,t\n");
    write(scratch.path() / "votes.csv", "rid,iso3,vote\n5,FRA,Y\n5,FRA,N\n6,FRA,Y\n5,GBR,maybe\n");
    comity::sim::Problems problems;
    read_votes(scratch.path() / "calls.csv", scratch.path() / "votes.csv", {}, problems);
    std::string all;
    for (const auto& each : problems) all += each.place + ": " + each.message + "\n";
    CAPTURE(all);
    CHECK(problems.size() == 5);
    for (const char* part :
         {"calls.csv:2", "2000-02-30", "calls.csv:3", "listed twice", "votes.csv:3", "votes twice", "votes.csv:4", "'6'", "votes.csv:5", "maybe"})
        CHECK_THAT(all, ContainsSubstring(part));
}
