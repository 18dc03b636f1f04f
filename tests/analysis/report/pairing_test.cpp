#include "analysis/report/pairing.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

using Words = std::vector<std::string>;

Manifest manifest()
{
    Manifest m;
    m.program = "comity";
    m.version = "0.1.0";
    m.commit = "abc";
    m.start = "2020Q1";
    m.rounds = 60;
    m.runs = 200;
    m.seed = "1";
    m.world_sha256 = "aa";
    m.input.values["world"] = "world-2020";
    return m;
}

}  // namespace

TEST_CASE("one seed and one world pair the runs of two folders, whatever their scenarios", "[analysis][report]")
{
    Manifest other = manifest();
    other.input.values["rules.threat.base"] = "-1";
    const auto pairing = pairing_of(manifest(), other);
    CHECK(pairing.paired());
    CHECK(pairing.cautions.empty());
}

TEST_CASE("another seed or world keeps runs from being paired", "[analysis][report]")
{
    Manifest other = manifest();
    other.seed = "2";
    CHECK(pairing_of(manifest(), other).hindrances == Words{"with another seed (2 instead of 1)"});
    other = manifest();
    other.world_sha256 = "bb";
    CHECK(pairing_of(manifest(), other).hindrances == Words{"on other tables of the world world-2020"});
    other.input.values["world"] = "/my/world";
    CHECK(pairing_of(manifest(), other).hindrances == Words{"on another world (/my/world instead of world-2020)"});
    other.input.values = {{"world.synthetic", "50"}};
    other.world_sha256 = "";
    CHECK(pairing_of(manifest(), other).hindrances ==
          Words{"on another world (a generated world of 50 countries instead of world-2020)"});
}

TEST_CASE("the same tables are one world wherever they lie, and without checksums its name decides", "[analysis][report]")
{
    Manifest other = manifest();
    other.input.values["world"] = "/copy/of/world-2020";
    CHECK(pairing_of(manifest(), other).paired());
    other = manifest();
    other.world_sha256 = "";
    CHECK(pairing_of(manifest(), other).paired());
}

TEST_CASE("another program or period is a caution, another number of runs is none", "[analysis][report]")
{
    Manifest other = manifest();
    other.commit = "def";
    other.start = "2010Q1";
    other.rounds = 1;
    other.runs = 100;
    const auto pairing = pairing_of(manifest(), other);
    CHECK(pairing.paired());
    CHECK(pairing.cautions == Words{"by another program (comity 0.1.0, commit def instead of comity 0.1.0, commit abc)",
                                    "from another start (2010Q1 instead of 2020Q1)", "for 1 round instead of 60"});
}
