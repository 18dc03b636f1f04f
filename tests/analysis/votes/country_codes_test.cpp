#include "analysis/votes/country_codes.hpp"

#include <fstream>
#include <string>
#include <utility>

#include "analysis/votes/folded_text.hpp"
#include "sim/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using Catch::Matchers::EndsWith;
using comity::sim::CsvTable;
using comity::tests::recorded_data;
using comity::tests::ScratchFolder;

namespace {

std::filesystem::path facts(const char* file)
{
    return std::filesystem::path(COMITY_SOURCE_DIR) / "scenarios" / "data" / "facts" / file;
}

const CountryCodes& shipped()
{
    static const CountryCodes codes = CountryCodes::read(facts("country_codes.csv"));
    return codes;
}

}  // namespace

TEST_CASE("a folded text keeps letters and digits, and nothing of how they are written", "[analysis][votes]")
{
    CHECK(folded("Côte d’Ivoire") == "COTE DIVOIRE");
    CHECK(folded("COTE D'IVOIRE") == "COTE DIVOIRE");
    CHECK(folded("  T\xC3\xBCrkiye\xE2\x80\x94(Republic-of) 2 ") == "TURKIYE REPUBLIC OF 2");
    CHECK(folded("Tu\xCC\x88rkiye") == "TURKIYE");  // the accent behind its letter
    CHECK(folded("A&B") == "A AND B");
    CHECK(folded("\xC5\x81\xC3\xB3"
                 "d\xC5\xBA, \xC5\xBF") == "LODZ S");
    CHECK(folded("\xD0\x9C 1\xFF") == "1");
    CHECK(folded("").empty());
}

TEST_CASE("countries are found by code, number and name, today's and former ones", "[analysis][votes]")
{
    for (const char* text :
         {"RUS", "rus", "365", "0365", "Russia", "RUSSIAN FEDERATION", "USSR", "Union of Soviet Socialist Republics"}) {
        CAPTURE(text);
        CHECK(shipped().code(text, 1985) == "RUS");
    }
    const std::pair<const char*, const char*> names[] = {{"Zaire", "COD"},
                                                         {"490", "COD"},
                                                         {"CONGO (DEMOCRATIC REPUBLIC OF THE)", "COD"},
                                                         {"Congo", "COG"},
                                                         {"Swaziland", "SWZ"},
                                                         {"Burma", "MMR"},
                                                         {"Cape Verde", "CPV"},
                                                         {"CABO VERDE", "CPV"},
                                                         {"Turkey", "TUR"},
                                                         {"TÜRKİYE", "TUR"},
                                                         {"Ivory Coast", "CIV"},
                                                         {"CÔTE D'IVOIRE", "CIV"},
                                                         {"Czech Republic", "CZE"},
                                                         {"Czechia", "CZE"},
                                                         {"Macedonia", "MKD"},
                                                         {"THE FORMER YUGOSLAV REPUBLIC OF MACEDONIA", "MKD"},
                                                         {"Byelorussian SSR", "BLR"},
                                                         {"UKRAINIAN SSR", "UKR"},
                                                         {"Upper Volta", "BFA"},
                                                         {"DEMOCRATIC KAMPUCHEA", "KHM"},
                                                         {"Kampuchea", "KHM"},
                                                         {"GERMANY, FEDERAL REPUBLIC OF", "DEU"},
                                                         {"260", "DEU"},
                                                         {"GERMAN DEMOCRATIC REPUBLIC", "DDR"},
                                                         {"265", "DDR"},
                                                         {"Yemen Arab Republic", "YEM"},
                                                         {"678", "YEM"},
                                                         {"679", "YEM"},
                                                         {"DEMOCRATIC YEMEN", "YMD"},
                                                         {"BOLIVIA (PLURINATIONAL STATE OF)", "BOL"},
                                                         {"Bolivarian Republic of Venezuela", "VEN"},
                                                         {"KOREA, REPUBLIC OF", "KOR"},
                                                         {"Democratic People’s Republic of Korea", "PRK"},
                                                         {"Gambia, The", "GMB"},
                                                         {"St. Lucia", "LCA"},
                                                         {"Trinidad & Tobago", "TTO"},
                                                         {"2", "USA"},
                                                         {"UNITED STATES", "USA"},
                                                         {"713", "TWN"},
                                                         {"Tanganyika", "TZA"}};
    for (const auto& [text, code] : names) {
        CAPTURE(text);
        CHECK(shipped().code(text, 1985) == code);
    }
    for (const char* text : {"", " ", "Wonderland", "0", "999", "XXX", "Korea"}) {
        CAPTURE(text);
        CHECK(shipped().code(text, 1985).empty());
    }
}

TEST_CASE("Yugoslavia is a country of its own until its successor took a seat in 2000", "[analysis][votes]")
{
    for (const char* text : {"345", "Yugoslavia", "YUG", "Federal Republic of Yugoslavia"}) {
        CAPTURE(text);
        CHECK(shipped().code(text, 1990) == "YUG");
        CHECK(shipped().code(text, 1999) == "YUG");
        CHECK(shipped().code(text, 2000) == "SRB");
    }
    CHECK(shipped().code("Serbia", 1995) == "SRB");
    CHECK(shipped().code("SERBIA AND MONTENEGRO", 2004) == "SRB");
}

TEST_CASE("a slip of the pen in a name or code is met with a suggestion", "[analysis][votes]")
{
    CHECK(shipped().suggestion("Bolvia") == "; did you mean 'Bolivia' (BOL)?");
    CHECK(shipped().suggestion("cote divoir") == "; did you mean 'Côte d’Ivoire' (CIV)?");
    CHECK(shipped().suggestion("FRN") == "; did you mean 'France' (FRA)?");
    CHECK(shipped().suggestion("Wonderland").empty());
}

TEST_CASE("a table in which a text means two countries at once is refused", "[analysis][votes]")
{
    const ScratchFolder scratch;
    const auto path = scratch.path() / "codes.csv";
    const auto write = [&](const char* rows) { std::ofstream(path) << "code,cow,name,from,until\n" << rows; };
    write("AAA,1,Avalon,,1950\nBBB,1,Brigadoon,1951,\n");
    CHECK(CountryCodes::read(path).code("1", 1950) == "AAA");
    CHECK(CountryCodes::read(path).code("1", 1951) == "BBB");
    write("AAA,1,Avalon,,1950\nBBB,1,Brigadoon,1950,\n");
    CHECK_THROWS_WITH(CountryCodes::read(path), EndsWith("codes.csv:3:5: error: '1' means AAA and BBB in the same year"));
    write("AAA,1,Avalon,long ago,\n");
    CHECK_THROWS_WITH(CountryCodes::read(path),
                      EndsWith("codes.csv:2:14: error: from is 'long ago', but must be a year or nothing"));
}

TEST_CASE("every member has a code, a number, a name and a first year, and the world's countries are all known",
          "[analysis][votes]")
{
    const MembershipTerms members = MembershipTerms::read(facts("un_members.csv"));
    const auto world = CsvTable::read(facts("").parent_path().parent_path() / "world-2020" / "countries.csv");
    for (std::size_t row = 0; row < world.num_rows(); ++row) {
        const std::string &code = world.cell(row, world.require("code")), &name = world.cell(row, world.require("name"));
        CAPTURE(code, name);
        CHECK(shipped().code(code, 2019) == code);
        CHECK(shipped().code(name, 2019) == code);
        REQUIRE(members.terms(code).size() == 1);
        CHECK(members.terms(code).front().covers(2019));
        CHECK(members.terms(code).front().from >= 1945);
    }
    const auto founded = CsvTable::read(facts("un_members.csv"));
    int founders = 0, admitted = 0, gone = 0;
    for (std::size_t row = 0; row < founded.num_rows(); ++row) {
        if (founded.cell(row, 0) == "TWN") continue;  // the same seat as CHN
        ++(founded.cell(row, 1) == "1945" ? founders : admitted);
        gone += founded.cell(row, 2).empty() ? 0 : 1;
    }
    CHECK(founders == 51);  // of the Charter
    CHECK(founders + admitted - gone == 193);
}

TEST_CASE("codes, numbers and years of accession are those of the recorded countries", "[analysis][votes][data]")
{
    const auto data = recorded_data("codes of countries");
    if (!data) return;
    const MembershipTerms members = MembershipTerms::read(facts("un_members.csv"));
    const auto table = CsvTable::read(*data / "countries.csv");
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto cell = [&](const char* column) { return table.cell(row, table.require(column)); };
        CAPTURE(cell("iso3"));
        CHECK(shipped().code(cell("cow_ccode"), 2019) == cell("iso3"));
        CHECK(shipped().code(cell("name"), 2019) == cell("iso3"));
        REQUIRE(members.terms(cell("iso3")).size() == 1);
        const int since = members.terms(cell("iso3")).front().from;
        const std::string said = cell("un_member_since_1991plus");
        CHECK((said.empty() ? since < 1991 : std::to_string(since) == said));
    }
    CHECK(table.num_rows() == 193);
}
