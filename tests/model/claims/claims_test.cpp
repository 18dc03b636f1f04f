// One test case a row: what runs find is what the table says. The table is the record, whatever the verdict.
#include <algorithm>
#include <set>

#include "tests/model/claims/table.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

const std::vector<scenarios::Claim>& table()
{
    static const auto claims = scenarios::read_claims(COMITY_SOURCE_DIR "/scenarios/claims.csv");
    return claims;
}

void holds(const std::string& id)
{
    const std::vector<Row> all = rows();
    const auto row = std::find_if(all.begin(), all.end(), [&](const Row& each) { return each.id == id; });
    REQUIRE(row != all.end());
    std::vector<scenarios::Claim> written;
    std::copy_if(table().begin(), table().end(), std::back_inserter(written), [&](const scenarios::Claim& line) { return line.row == id; });
    const std::vector<scenarios::Claim> found = with_findings(table(), *row);
    INFO("where this change is meant: cmake --build build --target rewrite_claims");
    CHECK(scenarios::claims_text(found) == scenarios::claims_text(written));
}

}  // namespace

TEST_CASE("the table has a line for every check, in order, and a reason for all that is not shown", "[claims]")
{
    std::vector<std::string> checked, written;
    for (const Row& row : rows()) checked.push_back(row.id);
    for (const scenarios::Claim& line : table()) {
        CAPTURE(line.row, line.check);
        if (written.empty() || written.back() != line.row) written.push_back(line.row);
        for (const std::string* told : {&line.claim, &line.rule, &line.check, &line.result}) CHECK_FALSE(told->empty());
        CHECK(line.note.empty() == (line.result == "shown"));
    }
    CHECK(written == checked);
}

TEST_CASE("R01", "[claims]") { holds("R01"); }
TEST_CASE("R02", "[claims]") { holds("R02"); }
TEST_CASE("R03", "[claims]") { holds("R03"); }
TEST_CASE("R04", "[claims]") { holds("R04"); }
TEST_CASE("R05", "[claims]") { holds("R05"); }
TEST_CASE("R06", "[claims]") { holds("R06"); }
TEST_CASE("R07", "[claims]") { holds("R07"); }
TEST_CASE("R08", "[claims]") { holds("R08"); }
TEST_CASE("R09", "[claims]") { holds("R09"); }
TEST_CASE("R10", "[claims]") { holds("R10"); }
TEST_CASE("R11", "[claims]") { holds("R11"); }
TEST_CASE("R12", "[claims]") { holds("R12"); }
TEST_CASE("R13", "[claims]") { holds("R13"); }
TEST_CASE("R14", "[claims]") { holds("R14"); }
TEST_CASE("R15", "[claims]") { holds("R15"); }
TEST_CASE("R16", "[claims]") { holds("R16"); }
TEST_CASE("R17", "[claims]") { holds("R17"); }
TEST_CASE("R18", "[claims]") { holds("R18"); }
TEST_CASE("R19", "[claims]") { holds("R19"); }
TEST_CASE("R20", "[claims]") { holds("R20"); }
TEST_CASE("R21", "[claims]") { holds("R21"); }
TEST_CASE("R22", "[claims]") { holds("R22"); }
TEST_CASE("R23", "[claims]") { holds("R23"); }
TEST_CASE("R24", "[claims]") { holds("R24"); }
TEST_CASE("R25", "[claims]") { holds("R25"); }
TEST_CASE("R26", "[claims]") { holds("R26"); }
TEST_CASE("R27", "[claims]") { holds("R27"); }
TEST_CASE("R28", "[claims]") { holds("R28"); }
TEST_CASE("R29", "[claims]") { holds("R29"); }
TEST_CASE("R30", "[claims]") { holds("R30"); }
TEST_CASE("R31", "[claims]") { holds("R31"); }
TEST_CASE("R32", "[claims]") { holds("R32"); }
TEST_CASE("R33", "[claims]") { holds("R33"); }
TEST_CASE("R34", "[claims]") { holds("R34"); }
TEST_CASE("R35", "[claims]") { holds("R35"); }
TEST_CASE("R36", "[claims]") { holds("R36"); }
TEST_CASE("R37", "[claims]") { holds("R37"); }
TEST_CASE("R38", "[claims]") { holds("R38"); }
TEST_CASE("R39", "[claims]") { holds("R39"); }
TEST_CASE("R40", "[claims]") { holds("R40"); }
TEST_CASE("R41", "[claims]") { holds("R41"); }
TEST_CASE("R42", "[claims]") { holds("R42"); }
TEST_CASE("R43", "[claims]") { holds("R43"); }
TEST_CASE("R44", "[claims]") { holds("R44"); }
TEST_CASE("R45", "[claims]") { holds("R45"); }
TEST_CASE("R46", "[claims]") { holds("R46"); }
TEST_CASE("R47", "[claims]") { holds("R47"); }
TEST_CASE("R48", "[claims]") { holds("R48"); }
TEST_CASE("R49", "[claims]") { holds("R49"); }
TEST_CASE("R50", "[claims]") { holds("R50"); }
