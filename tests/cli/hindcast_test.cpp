// `comity hindcast --aggregates` as a user types it: runs held against a record of a few votes.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace comity::tests;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

/// A folder with two roll calls of 1991 and two of 1992, on which CHN and RUS vote alike or not, as `marks` has it: CHN, RUS, USA.
struct SmallRecord {
    ScratchFolder scratch;
    fs::path votes = scratch.path() / "votes.csv", roll_calls = scratch.path() / "rollcalls.csv";

    explicit SmallRecord(const std::vector<std::string>& marks)
    {
        std::ofstream(roll_calls) << "rid,date,title,topic\n1,1991-10-01,Rights,hr\n2,1991-11-01,Arms,nu\n3,1992-10-01,Rights,hr\n4,1992-11-01,Arms,nu\n";
        std::ofstream out(votes);
        out << "rid,iso3,vote\n";
        for (std::size_t r = 0; r < marks.size(); ++r)
            for (std::size_t i = 0; i < 3; ++i) out << r + 1 << ',' << std::vector<std::string>{"CHN", "RUS", "USA"}[i] << ',' << marks[r][i] << '\n';
    }

    std::vector<std::string> words(const std::vector<std::string>& more) const
    {
        std::vector<std::string> all{"hindcast", "--aggregates", "--votes", votes.string(), "--rollcalls", roll_calls.string()};
        const auto otherwise = [&](const std::string& option, const std::string& value) {
            if (std::find(more.begin(), more.end(), option) == more.end()) all.insert(all.end(), {option, value});
        };
        if (std::find(more.begin(), more.end(), "--world") == more.end()) otherwise("--scenario", "s17");
        otherwise("--test", "1991:1992");
        otherwise("--runs", "3");
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    /// The card that runs give.
    std::string card(const std::vector<std::string>& more = {}) const
    {
        const fs::path out = scratch.path() / "card";
        std::vector<std::string> all{"--out", out.string(), "--force"};
        all.insert(all.end(), more.begin(), more.end());
        const Ended ended = enter(words(all));
        CHECK(ended.code == 0);
        return text_of(out / "scorecard.csv");
    }
    void refuses(const std::vector<std::string>& more, const std::string& said) const
    {
        const fs::path out = scratch.path() / "none";
        std::vector<std::string> all = words(more);
        all.insert(all.end(), {"--out", out.string(), "--quiet"});
        const Ended ended = enter(all);
        CAPTURE(more);
        CHECK(ended.code == 2);
        CHECK(ended.err == said + "\n");
        CHECK(ended.out.empty());
        CHECK_FALSE(fs::exists(out));
    }
};

/// Lines of a card that hold a word.
std::string lines_with(const std::string& card, const std::string& word)
{
    std::istringstream in(card);
    std::string found;
    for (std::string line; std::getline(in, line);)
        if (line.find(word) != std::string::npos) found += line + "\n";
    return found;
}

}  // namespace

TEST_CASE("runs are scored against the record, the same on any number of threads", "[cli][hindcast]")
{
    const SmallRecord record({"YYN", "YNN", "NNY", "AYN"});
    const std::string card = record.card();
    CHECK_THAT(card, ContainsSubstring("aggregate,frozen,comity,identical_CHN_RUS_HR_1991_1992,recorded,1,"));
    CHECK_THAT(card, ContainsSubstring("aggregate,frozen,comity,identical_CHN_RUS_CT_1991_1992,recorded,0,"));
    CHECK_THAT(card, ContainsSubstring("aggregate,frozen,comity,all,coverage90,"));
    CHECK_THAT(card, ContainsSubstring("aggregate,frozen,comity,CHN_RUS_of_runs,crps,"));
    CHECK(lines_with(card, "vetoed").empty());  // no table of the council was given
    CHECK(record.card({"--threads", "1"}) == record.card({"--threads", "2"}));
    CHECK(record.card({"--seed", "2"}) != card);

    const Ended shown = enter(record.words({}));
    CHECK(shown.code == 0);
    CHECK_THAT(shown.out, ContainsSubstring("aggregates, 1991 to 1992: 3 runs from the end of 1990"));
    CHECK_THAT(shown.err, ContainsSubstring("no --data: targets of the councils, of published positions and of the treaty are left out"));
}

TEST_CASE("what runs foretell owes nothing to the votes that they are scored on", "[cli][hindcast]")
{
    const std::string one = SmallRecord({"YYN", "YNN", "NNY", "AYN"}).card(), other = SmallRecord({"NYN", "YYA", "YNY", "YNN"}).card();
    CHECK(one != other);
    CHECK_FALSE(lines_with(one, ",predicted,").empty());
    CHECK(lines_with(one, ",predicted,") == lines_with(other, ",predicted,"));
}

TEST_CASE("runs take their parameters from draws in turn", "[cli][hindcast]")
{
    const SmallRecord record({"YYN", "YNN", "NNY", "AYN"});
    const fs::path draws = record.scratch.path() / "draws.csv";
    const auto with_draws = [&](const std::string& text) {
        std::ofstream(draws) << text;
        return record.card({"--draws", draws.string()});
    };
    const std::string card = record.card();
    CHECK(with_draws("voting.slope\n1.5\n") == card);  // as it ships
    CHECK(with_draws("voting.slope\n0.5\n3\n") != card);
    CHECK(with_draws("voting.slope\n1\n2\n") == with_draws("voting.slope\n1\n2\n1\n"));  // three runs

    // A world alone has parameters as well.
    CHECK(record.card({"--world", "world-1991", "--draws", draws.string()}) != record.card({"--world", "world-1991"}));
}

TEST_CASE("runs without a rule are scored beside runs with it, whether or not draws hold its numbers", "[cli][hindcast]")
{
    const SmallRecord record({"YYN", "YNN", "NNY", "AYN"});
    const std::string card = record.card(), ablated = record.card({"--ablate"});
    CHECK(ablated.starts_with(card));
    CHECK_THAT(ablated, ContainsSubstring("aggregate,frozen,comity-no-position-noise,all,log_crps_lost,"));
    // A world whose draws leave a rule out has nothing to lose by it.
    const fs::path draws = record.scratch.path() / "draws.csv";
    std::ofstream(draws) << "influence.noise,voting.slope\n0,1.5\n";
    CHECK_THAT(record.card({"--ablate", "--draws", draws.string()}), ContainsSubstring("comity-no-position-noise,all,log_crps_lost,0,0,0,"));
}

TEST_CASE("what runs cannot be started with is one line, and nothing is written", "[cli][hindcast]")
{
    const SmallRecord record({"YYN", "YNN", "NNY", "AYN"});
    record.refuses({"--train-until", "1991"}, "comity: error: --train-until is 1991, but must be a year before --test begins (1991)");
    record.refuses({"--train-until", "1989"}, "comity: error: runs start in 1991, but must start in 1990, the year after --train-until: `comity world build DIR --from DATA --start 1990` "
                                              "makes such a world");
    record.refuses({"--test", "1991:1993", "--train-until", "1990"}, "comity: error: --test asks for 1993, but no recorded vote is of that year");
    const SmallRecord half({"YYN", "YNN"});  // roll calls of 1992 without votes
    half.refuses({}, "comity: error: --test asks for 1992, but no recorded vote is of that year");
    record.refuses({"--test", "then"}, "comity: error: --test is 'then', but must be a year or two, such as 2016:2019");
    record.refuses({"--scenario", "s17-hindcats-1991"}, "s17-hindcats-1991: error: no such file, and no shipped scenario of that name; did you mean 's17-hindcast-1991'?");

    const fs::path draws = record.scratch.path() / "draws.csv";
    std::ofstream(draws) << "voting.slop\n1\n";
    record.refuses({"--draws", draws.string()}, draws.string() + ":1:1: error: column 'voting.slop' names no number of the scenario; did you mean 'voting.slope'?");
    std::ofstream(draws) << "voting.slope\n1\n9\n";
    record.refuses({"--draws", draws.string()}, draws.string() + ":3: error: rules.voting.slope is 9, but must be in [0.5, 4] logit/position^2 (beta0: how sharply positions decide)");

    std::ofstream(draws) << "voting.slope,rules.voting.slope\n1,2\n";
    record.refuses({"--draws", draws.string()}, draws.string() + ":1:14: error: column 'rules.voting.slope' names a number that an earlier column names");

    const fs::path half_year = record.scratch.path() / "half.yaml", nowhere_to_read = record.scratch.path() / "no-data";
    std::ofstream(half_year) << "id: half\nworld: {folder: world-1991}\nstart: 1991Q3\n";
    record.refuses({"--scenario", half_year.string()}, "comity: error: runs start in quarter 3 of 1991, but must start in the first: the record is counted by whole years");
    record.refuses({"--data", nowhere_to_read.string()}, "comity: error: --data is '" + nowhere_to_read.string() + "', but must be a folder");
    const Ended on_a_file = enter(record.words({"--out", draws.string(), "--quiet"}));
    CHECK(on_a_file.code == 1);
    CHECK_THAT(on_a_file.err, ContainsSubstring(draws.string() + ": error: the folder cannot be made"));
    CHECK(on_a_file.out.empty());

    const Ended alone = enter({"hindcast", "--votes", record.votes.string(), "--rollcalls", record.roll_calls.string(), "--runs", "3"});
    CHECK(alone.code == 2);
    CHECK(alone.err == "comity: error: --runs is for runs of the model; add --aggregates\n");
    const Ended nowhere = enter({"hindcast", "--aggregates", "--votes", record.votes.string(), "--rollcalls", record.roll_calls.string()});
    CHECK(nowhere.code == 2);
    CHECK(nowhere.err == "comity: error: --aggregates needs --world or --scenario, from which runs start\n");

    const fs::path out = record.scratch.path() / "card";
    CHECK(enter(record.words({"--out", out.string()})).code == 0);
    const Ended again = enter(record.words({"--out", out.string()}));
    CHECK(again.code == 2);
    CHECK(again.err == "comity: error: " + (out / "scorecard.csv").string() + " exists; --force replaces it\n");
}
