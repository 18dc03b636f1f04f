#include <fstream>
#include <limits>
#include <regex>
#include <set>
#include <sstream>

#include "analysis/expectations.hpp"
#include "sim/parallel.hpp"
#include "tests/model/scenarios_readme/readme_tables.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using scenarios::Change;

namespace {

analysis::Verdict judged(Change change, double low, double high, double within = 0)
{
    scenarios::Expectation expectation;
    expectation.change = change;
    expectation.within = within;
    analysis::PairedDifference difference;
    difference.low = low;
    difference.high = high;
    return verdict_on(expectation, difference);
}

std::string document()
{
    std::ostringstream text;
    text << std::ifstream(COMITY_SOURCE_DIR "/scenarios/README.md").rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("an expectation is met where the whole interval lies as expected", "[expectations]")
{
    using analysis::Verdict;
    CHECK(judged(Change::higher, 0.1, 0.3) == Verdict::met);
    CHECK(judged(Change::higher, -0.1, 0.3) == Verdict::undecided);
    CHECK(judged(Change::higher, -0.3, -0.1) == Verdict::not_met);
    CHECK(judged(Change::higher, 0, 0) == Verdict::not_met);  // no run differs
    CHECK(judged(Change::lower, -0.3, -0.1) == Verdict::met);
    CHECK(judged(Change::lower, 0.1, 0.3) == Verdict::not_met);
    CHECK(judged(Change::lower, 0, 0) == Verdict::not_met);
    CHECK(judged(Change::similar, -0.1, 0.1, 0.1) == Verdict::met);
    CHECK(judged(Change::similar, 0, 0, 0) == Verdict::met);
    CHECK(judged(Change::similar, -0.1, 0.2, 0.1) == Verdict::undecided);
    CHECK(judged(Change::similar, 0.15, 0.2, 0.1) == Verdict::not_met);
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const Change change : {Change::higher, Change::lower, Change::similar})
        CHECK(judged(change, none, none, 0.1) == Verdict::undecided);
}

TEST_CASE("the table of expectations is what runs of the shipped scenarios give", "[expectations]")
{
    const std::string written = document(), found = tests::expectation_table(sim::default_threads());
    INFO("where this change is meant: cmake --build build --target rewrite_expectations");
    CHECK(tests::with_table(written, "expectations", found) == written);
}

TEST_CASE("the claims that are not shown are those of the table of claims", "[expectations]")
{
    const std::string written = document();
    INFO("cmake --build build --target rewrite_expectations");
    CHECK(tests::with_table(written, "claims", tests::unshown_claims()) == written);
}

namespace {

/// Scenario and outcome, such as `s04 success_CR`, of each line of the table that is not met.
std::set<std::string> missed(const std::string& text)
{
    static const std::regex row("\\| (s[0-9]+[a-z]?)-\\S+ \\| (\\S+) .* \\| (not met|undecided) \\|\n");
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), row), none; at != none; ++at)
        found.insert((*at)[1].str() + " " + (*at)[2].str());
    return found;
}

/// The same of each reason: `- s04 `success_CR`, `other`: why`.
std::set<std::string> explained(const std::string& text)
{
    static const std::regex reason("\n- (s[0-9]+[a-z]?)((,? `\\w+`)+):"), name("`(\\w+)`");
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), reason), none; at != none; ++at) {
        const std::string outcomes = (*at)[2];
        for (std::sregex_iterator each(outcomes.begin(), outcomes.end(), name); each != none; ++each)
            found.insert((*at)[1].str() + " " + (*each)[1].str());
    }
    return found;
}

}  // namespace

TEST_CASE("what is not met has its reason below the table, and nothing else has", "[expectations]")
{
    const std::set<std::string> lines = missed(document());
    CHECK_FALSE(lines.empty());
    CHECK(explained(document()) == lines);
}
