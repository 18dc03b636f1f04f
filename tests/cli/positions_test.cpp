// `comity positions` on a small record of its own.
#include <array>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

namespace fs = std::filesystem;

/// Countries from those that vote no to those that vote yes, the United States last.
constexpr std::array countries{"CUB", "RUS", "IND", "BRA", "KEN", "JPN", "FRA", "GBR", "USA"};

/// Ten roll calls a year of 2014 and 2015, half on human rights; a country in five votes out of line.
void write_record(const fs::path& folder)
{
    std::ofstream calls(folder / "calls.csv"), votes(folder / "votes.csv");
    calls << "rid,date,title,topic\n";
    votes << "rid,iso3,vote\n";
    for (int k = 0; k < 20; ++k) {
        calls << fmt::format("{},{}-10-{:02},text {},{}\n", k, k < 10 ? 2014 : 2015, 1 + k % 10, std::string(static_cast<std::size_t>(1 + k), 'x'), k % 2 == 0 ? "hr" : "nu");
        const int cut = 1 + (7 * k) % 8;
        for (int i = 0; i < static_cast<int>(countries.size()); ++i) {
            const int side = (i * 7 + k * 3) % 5 == 0 ? 2 * ((i + k) % 2) - 1 : i < cut ? -1 : i == cut ? 0 : 1;
            votes << fmt::format("{},{},{}\n", k, countries[static_cast<std::size_t>(i)], side < 0 ? 'N' : side == 0 ? 'A' : 'Y');
        }
    }
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) lines.push_back(text.substr(at, text.find('\n', at) - at));
    return lines;
}

}  // namespace

TEST_CASE("positions are a table by country, years and dimension, to a file or to standard output", "[cli][positions]")
{
    const ScratchFolder scratch;
    write_record(scratch.path());
    const Surroundings here{scratch.path(), {}, false};
    const std::vector<std::string> words{"positions", "--votes", "votes.csv", "--rollcalls", "calls.csv"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), words.begin(), words.end());
        return enter(more, here);
    };
    const Ended plain = with({});
    CHECK(plain.code == 0);
    CHECK(plain.err.empty());
    const std::vector<std::string> rows = lines_of(plain.out);
    REQUIRE(rows.size() == 1 + countries.size());
    CHECK(rows[0] == "country,first_year,last_year,dimension,position,std_error,votes");
    CHECK_THAT(rows[1], Catch::Matchers::Matches("BRA,2014,2015,1,-?[0-9.e-]+,[0-9.e-]+,20"));
    CHECK_THAT(rows.back(), Catch::Matchers::StartsWith("USA,2014,2015,1,1."));  // the positive side
    CHECK(with({}).out == plain.out);

    CHECK(lines_of(with({"--window", "1", "--arena", "HR", "--dimensions", "2"}).out).size() == 1 + 2 * 2 * countries.size());
    CHECK(lines_of(with({"--years", "2015"}).out)[1].substr(0, 14) == "BRA,2015,2015,");
    const Ended dynamic = with({"--dynamic"});
    CHECK(dynamic.code == 0);
    CHECK_THAT(dynamic.err, ContainsSubstring("s.d. of a year's step on dimension 1: ") && ContainsSubstring(" (estimated)"));
    CHECK(lines_of(dynamic.out).size() == 1 + 2 * countries.size());
    CHECK(with({"--dynamic", "--quiet", "--walk-sd", "0.1"}).err.empty());

    CHECK(with({"--out", "p.csv"}).out.empty());
    CHECK(text_of(scratch.path() / "p.csv") == plain.out);
    const Ended again = with({"--out", "p.csv"});
    CHECK(again.code == 2);
    CHECK(again.err == "comity: error: p.csv exists; --force replaces it\n");
    CHECK(with({"--out", "p.csv", "--force"}).code == 0);
}

TEST_CASE("positions that cannot be estimated are one error, and nothing is written", "[cli][positions]")
{
    struct Mistake {
        std::vector<std::string> words;
        std::string said;
    };
    const Mistake mistake = GENERATE(
        Mistake{{"--arena", "XY"}, "comity: error: there is no arena 'XY'; there are HR, NI, CY and CT\n"},
        Mistake{{"--arena", "NI"}, "comity: error: there is no roll call on arena NI from 2014 to 2015\n"},
        Mistake{{"--years", "2014:2016", "--window", "1"}, "comity: error: there is no roll call in 2016\n"},
        Mistake{{"--years", "2015:2014"}, "comity: error: --years is '2015:2014', but must be a year or two, such as 2011:2015\n"},
        Mistake{{"--dynamic", "--window", "2"}, "comity: error: --window and --dynamic exclude each other: a dynamic fit goes year by year\n"},
        Mistake{{"--walk-sd", "0.1"}, "comity: error: --walk-sd is the step of a dynamic fit; it needs --dynamic\n"},
        Mistake{{"--walk-sd", "0"}, "comity: error: --walk-sd is 0, but must be in [0.001, 10] (s.d. of a year's step, where one is the s.d. of the prior; otherwise estimated); see comity --help\n"},
        Mistake{{"--walk-sd", "x"}, "comity: error: --walk-sd is 'x', but must be a number: it must be in [0.001, 10] (s.d. of a year's step, where one is the s.d. of the prior; otherwise estimated); see comity --help\n"},
        Mistake{{"--dimensions", "3"}, "comity: error: --dimensions is 3, but must be in [1, 2] (principal axes, the widest first (default: 1)); see comity --help\n"},
        Mistake{{"--votes", "nowhere.csv"}, ""});
    const ScratchFolder scratch;
    write_record(scratch.path());
    std::vector<std::string> words{"positions", "--rollcalls", "calls.csv", "--out", "p.csv"};
    if (mistake.words[0] != "--votes") words.insert(words.end(), {"--votes", "votes.csv"});
    words.insert(words.end(), mistake.words.begin(), mistake.words.end());
    const Ended ended = enter(words, {scratch.path(), {}, false});
    CAPTURE(mistake.words, ended.err);
    CHECK(ended.code == 2);
    if (!mistake.said.empty()) CHECK(ended.err == mistake.said);
    CHECK(lines_of(ended.err).size() == 1);
    CHECK(names_in(scratch.path()) == std::vector<std::string>{"calls.csv", "votes.csv"});
}

TEST_CASE("votes without the United States have no side", "[cli][positions]")
{
    const ScratchFolder scratch;
    std::ofstream(scratch.path() / "calls.csv") << "rid,date,title,topic\n1,2014-01-01,text,hr\n";
    std::ofstream(scratch.path() / "votes.csv") << "rid,iso3,vote\n1,FRA,Y\n1,GBR,N\n1,RUS,A\n";
    const Ended ended = enter({"positions", "--votes", "votes.csv", "--rollcalls", "calls.csv"}, {scratch.path(), {}, false});
    CHECK(ended.code == 2);
    CHECK(ended.err == "comity: error: USA, on whose side positions are positive, cast no vote in these years\n");
}
