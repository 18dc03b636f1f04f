#include "analysis/votes/vote_reader.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "sim/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using comity::sim::CsvTable;
using comity::tests::recorded_data;
using comity::tests::ScratchFolder;
namespace fs = std::filesystem;
namespace sim = comity::sim;

namespace {

const fs::path here = fs::path(COMITY_SOURCE_DIR) / "tests" / "analysis" / "votes";
const std::set<std::string> everybody;

struct Read {
    RecordedVotes votes;
    sim::Problems problems;
    std::vector<std::string> notes;
};

Read read(const fs::path& votes, const fs::path& roll_calls = {}, const std::set<std::string>& members = everybody)
{
    Read of;
    of.votes = read_votes(roll_calls, votes, members, of.problems, of.notes);
    for (const auto& problem : of.problems) UNSCOPED_INFO(problem.place << ": error: " << problem.message);
    return of;
}

enum class Topics { compared, passed_over };

/// What differs first between two tables; empty where nothing does.
std::string difference(const RecordedVotes& a, const RecordedVotes& b, Topics topics)
{
    if (a.countries != b.countries) return "countries";
    if (a.num_roll_calls() != b.num_roll_calls()) return "number of roll calls";
    for (int r = 0; r < a.num_roll_calls(); ++r) {
        const RollCall &x = a.roll_calls[static_cast<std::size_t>(r)], &y = b.roll_calls[static_cast<std::size_t>(r)];
        if (x.id != y.id || x.date != y.date || x.title != y.title || x.stem != y.stem) return "roll call " + x.id;
        if (topics == Topics::compared && (x.topic != y.topic || x.agenda != y.agenda))
            return "topic or agenda of roll call " + x.id;
    }
    return (a.cast == b.cast).all() ? "" : "votes";
}

std::string text_of(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

/// What is said of a file of votes (and of `NAME.rollcalls.csv` where there is one), a line a problem, without the paths of this
/// checkout.
std::string verdict(const fs::path& votes)
{
    fs::path calls = votes;
    calls.replace_extension(".rollcalls.csv");
    sim::Problems problems;
    std::string text;
    try {
        read_votes(fs::exists(calls) ? calls : fs::path(), votes, everybody, problems);
    } catch (const sim::CsvError& error) {
        text = std::string(error.what()) + "\n";
    }
    for (const auto& problem : problems) text += problem.place + ": error: " + problem.message + "\n";
    const std::string folder = votes.parent_path().string() + "/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
    return text;
}

}  // namespace

TEST_CASE("votes in comity's own format are read as they stand", "[analysis][votes]")
{
    const Read own = read(here / "files/own.csv", here / "files/own.rollcalls.csv");
    CHECK(own.problems.empty());
    CHECK(own.notes.empty());
    CHECK(own.votes.countries == std::vector<std::string>{"CIV", "GBR", "SRB", "SWZ"});
    REQUIRE(own.votes.num_roll_calls() == 3);
    // By day: 12 of 2016, then 11 and 13 of one day as they are listed.
    const auto& calls = own.votes.roll_calls;
    CHECK((calls[0].id == "12" && calls[1].id == "11" && calls[2].id == "13"));
    CHECK(calls[0].title == "The right to shade, and to rest");
    CHECK(calls[0].stem == "the right to shade and to rest");
    CHECK(calls[0].agenda == "Human rights questions");
    CHECK((calls[0].topic == "hr" && calls[1].topic == "di" && calls[2].topic == "ot"));
    constexpr int no = 0, abstain = 1, yes = 2, none = RecordedVotes::not_cast;
    const int expected[4][3] = {{yes, none, yes}, {yes, no, abstain}, {none, abstain, yes}, {abstain, yes, no}};
    for (int i = 0; i < 4; ++i)
        for (int r = 0; r < 3; ++r) CHECK(own.votes.cast(i, r) == expected[i][r]);
}

TEST_CASE("the published formats give the same table as comity's own", "[analysis][votes]")
{
    const Read own = read(here / "files/own.csv", here / "files/own.rollcalls.csv");
    const Read undl = read(here / "files/undl.csv");
    CHECK(undl.problems.empty());
    CHECK(undl.notes.empty());
    CHECK(difference(own.votes, undl.votes, Topics::compared) == "");

    const Read voeten = read(here / "files/voeten.csv"),
               apart = read(here / "files/voeten-apart.csv", here / "files/voeten-apart.rollcalls.csv");
    for (const Read* each : {&voeten, &apart}) {
        CHECK(each->problems.empty());
        CHECK(difference(own.votes, each->votes, Topics::passed_over) == "");
        REQUIRE(each->votes.num_roll_calls() == 3);
        CHECK(each->votes.roll_calls[0].topic == "hr");
        CHECK(each->votes.roll_calls[1].topic == "di");
        CHECK(each->votes.roll_calls[2].topic == "ec");  // by its issue code: the title tells none
        REQUIRE(each->notes.size() == 1);
        CHECK_THAT(each->notes[0], Catch::Matchers::EndsWith(
                                       ": 2 roll calls on amendments and paragraphs are left out: whole texts alone are read"));
    }
}

TEST_CASE("a table of roll calls beside Voeten's votes stands for what their rows tell", "[analysis][votes]")
{
    const Read own = read(here / "files/own.csv", here / "files/own.rollcalls.csv");
    const Read both = read(here / "files/voeten.csv", here / "files/voeten-apart.rollcalls.csv");
    CHECK(both.problems.empty());
    CHECK(difference(own.votes, both.votes, Topics::passed_over) == "");
}

TEST_CASE("votes of countries that the world does not have are left out, and a note says whose", "[analysis][votes]")
{
    const Read some = read(here / "files/undl.csv", {}, {"GBR", "SWZ", "USA"});
    CHECK(some.problems.empty());
    CHECK(some.votes.countries == std::vector<std::string>{"GBR", "SWZ", "USA"});
    CHECK((some.votes.cast.row(2) == RecordedVotes::not_cast).all());
    REQUIRE(some.notes.size() == 1);
    CHECK_THAT(some.notes[0],
               Catch::Matchers::EndsWith("undl.csv: 6 votes of CIV, SRB are left out: the world has no such country"));
}

TEST_CASE("countries of a world of one's own vote without being in the table of countries", "[analysis][votes]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "votes.csv") << "rid,iso3,vote\n1,a1,Y\n1,a2,N\n1,FRA,Y\n";
    std::ofstream(scratch.path() / "calls.csv") << "rid,date,title\n1,1900-01-01,A text\n";
    const Read own = read(scratch.path() / "votes.csv", scratch.path() / "calls.csv", {"a1", "a2"});
    CHECK(own.problems.empty());
    CHECK(own.votes.cast(0, 0) == 2);
    CHECK(own.votes.cast(1, 0) == 0);
}

TEST_CASE("roll calls without a title are not taken for one text that returns", "[analysis][votes]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "votes.csv")
        << "rcid,ccode,vote,date,short,descr\n1,2,1,2001-01-01,NA,NA\n2,2,3,2002-01-01,,\n3,2,3,2002-01-01,Oceans,\n";
    const Read untitled = read(scratch.path() / "votes.csv");
    CHECK(untitled.problems.empty());
    REQUIRE(untitled.votes.num_roll_calls() == 3);
    CHECK(untitled.votes.roll_calls[0].stem != untitled.votes.roll_calls[1].stem);
    CHECK(untitled.votes.roll_calls[2].stem == "oceans");
    REQUIRE(untitled.notes.size() == 1);
    CHECK_THAT(untitled.notes[0],
               Catch::Matchers::EndsWith("votes.csv: 2 roll calls have no title, and count as a text of its own each"));
}

TEST_CASE("a topic that a table tells is taken as it stands", "[analysis][votes]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "votes.csv") << "rid,iso3,vote\n1,FRA,Y\n";
    std::ofstream(scratch.path() / "calls.csv") << "rid,date,title,topic\n1,2001-01-01,Nuclear weapons,of my own\n";
    CHECK(read(scratch.path() / "votes.csv", scratch.path() / "calls.csv").votes.roll_calls[0].topic == "of my own");
}

TEST_CASE("each broken file of votes gets its errors with their places, and nothing else", "[analysis][votes]")
{
    int files = 0;
    for (const auto& entry : fs::directory_iterator(here / "broken")) {
        if (entry.path().extension() != ".csv" || entry.path().stem().extension() == ".rollcalls") continue;
        fs::path expected = entry.path();
        expected.replace_extension(".expected");
        INFO(entry.path().filename().string());
        CHECK_FALSE(text_of(expected).empty());
        CHECK(verdict(entry.path()) == text_of(expected));
        ++files;
    }
    CHECK(files == 11);
}

TEST_CASE("of many problems of a kind the first twenty are told, and the others counted", "[analysis][votes]")
{
    const ScratchFolder scratch;
    {
        std::ofstream votes(scratch.path() / "votes.csv");
        votes << "rid,iso3,vote\n";
        for (int k = 0; k < 1234; ++k)
            votes << "1,FRA,Z\n"
                  << "2,GBR,Y\n";
        votes << "1,USA,Q\n1,Wonderland,Y\n";
    }
    std::ofstream(scratch.path() / "calls.csv") << "rid,date,title\n1,2001-01-01,A text\n";
    const auto path = (scratch.path() / "votes.csv").string();
    const Read many = read(scratch.path() / "votes.csv", scratch.path() / "calls.csv");
    REQUIRE(many.problems.size() == 20 + 20 + 1 + 2);
    CHECK(many.problems[40].place == path + ":2471:3");  // another kind is told in spite of them
    CHECK(many.problems[41] == sim::Problem{path, "... and 1215 more unknown marks (1235 in all)"});
    CHECK(many.problems[42] == sim::Problem{path, "... and 1214 more votes on unknown roll calls (1234 in all)"});
}

TEST_CASE("the recorded votes are the same in any format", "[analysis][votes][data]")
{
    const auto data = recorded_data("recorded votes in other formats");
    if (!data) return;
    const auto calls = CsvTable::read(*data / "unga_rollcalls.csv"), votes = CsvTable::read(*data / "unga_votes.csv.gz"),
               countries = CsvTable::read(*data / "countries.csv");
    const ScratchFolder scratch;
    const auto call_cell = [&](std::size_t row, const char* column) { return calls.cell(row, calls.require(column)); };
    std::map<std::string, std::size_t> call_row;
    for (std::size_t row = 0; row < calls.num_rows(); ++row) call_row[call_cell(row, "rid")] = row;
    std::map<std::string, std::string> number{{"CSK", "315"}, {"YUG", "345"}},
        name{{"CSK", "Czechoslovakia"}, {"YUG", "Yugoslavia"}};
    for (std::size_t row = 0; row < countries.num_rows(); ++row) {
        number[countries.cell(row, countries.require("iso3"))] = countries.cell(row, countries.require("cow_ccode"));
        name[countries.cell(row, countries.require("iso3"))] = countries.cell(row, countries.require("name"));
    }
    {
        std::ofstream own(scratch.path() / "own.calls.csv"), voeten(scratch.path() / "voeten.csv"),
            undl(scratch.path() / "undl.csv");
        own << "rid,date,title,agenda\n";
        for (std::size_t row = 0; row < calls.num_rows(); ++row)
            own << call_cell(row, "rid") << ',' << call_cell(row, "date") << ',' << sim::quoted(call_cell(row, "title")) << ','
                << sim::quoted(call_cell(row, "agenda")) << '\n';
        voeten << "\"\",rcid,ccode,vote,date,amend,para,short,descr\n";
        undl << "undl_id,ms_code,ms_name,ms_vote,date,title,agenda_title,subjects\n";
        // Rows of a roll call stand in the order of the roll calls, as in the releases.
        std::vector<std::size_t> order(votes.num_rows());
        for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return call_row.at(votes.cell(a, 0)) < call_row.at(votes.cell(b, 0));
        });
        const std::map<std::string, std::string> mark{{"Y", "1"}, {"A", "2"}, {"N", "3"}, {"X", "8"}};
        for (const std::size_t k : order) {
            const std::string &rid = votes.cell(k, votes.require("rid")), &code = votes.cell(k, votes.require("iso3")),
                              &vote = votes.cell(k, votes.require("vote"));
            const std::size_t row = call_row.at(rid);
            const std::string date = call_cell(row, "date"), title = call_cell(row, "title"), agenda = call_cell(row, "agenda");
            voeten << k + 1 << ',' << rid << ',' << number.at(code) << ',' << mark.at(vote) << ',' << date << ",0,0,NA,"
                   << sim::quoted(title) << '\n';
            const auto cut = agenda.find(". ");
            undl << rid << ',' << (k % 3 == 0 ? "" : code) << ',' << sim::quoted(name.at(code)) << ',' << vote << ',' << date
                 << ',' << sim::quoted(title + " : resolution / adopted by the General Assembly") << ','
                 << sim::quoted(agenda.substr(0, cut)) << ','
                 << sim::quoted(cut == std::string::npos ? "" : agenda.substr(cut + 2)) << '\n';
        }
    }
    const Read own = read(*data / "unga_votes.csv.gz", scratch.path() / "own.calls.csv");
    CHECK(own.problems.empty());
    CHECK(own.votes.num_roll_calls() == static_cast<int>(calls.num_rows()));
    CHECK(own.votes.num_countries() == 195);  // with Czechoslovakia and Yugoslavia
    const Read undl = read(scratch.path() / "undl.csv");
    CHECK(undl.problems.empty());
    CHECK(difference(own.votes, undl.votes, Topics::compared) == "");
    const Read voeten = read(scratch.path() / "voeten.csv");
    CHECK(voeten.problems.empty());
    CHECK(difference(own.votes, voeten.votes, Topics::passed_over) == "");
}
