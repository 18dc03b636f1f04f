// A club's texts: adopted at home, carried to the assembly twice at most.
#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// The pair and two more in the club; only club texts come to the assembly.
Stage with_club()
{
    Setting setting = led_setting(10);
    const ForumId club = setting.institutions.forum("SCO");
    for (const int member : {0, 1, 5, 6}) setting.recorded_seats.push_back({club, {member}, 2001, 2040});
    Stage stage(std::move(setting));
    stage.params.background_scale = stage.params.leader_rate = 0;
    stage.world.position.topRows(2) = -1.5;
    refresh(stage.world, stage.setting);
    return stage;
}

}  // namespace

TEST_CASE("a club's text is carried to the assembly from the next round on, twice at most and twelve rounds apart", "[agents][agenda]")
{
    Stage stage = with_club();
    const ForumId club = stage.forum("SCO");
    const int adopted = GENERATE(2, 3);  // 2020Q3, before the assembly of 2020Q4 (round 3); or in the assembly's own round
    stage.world.club_texts = {{club, cy2, -1.0, adopted}};
    std::vector<int> carried;
    for (stage.world.round = adopted; stage.world.round < 60; ++stage.world.round) {
        const Agenda agenda = stage.agenda();
        for (const Draft& d : agenda.drafts) {
            carried.push_back(stage.world.round);
            CHECK(d.kind == DraftKind::club);
            CHECK(d.forum == stage.forum("UNGA"));
            CHECK(d.norm == cy2);
            CHECK(d.leader == pair);
            CHECK(d.proposal == -1.0);
            CHECK(d.cut == Approx(0.1));      // (-1 + 1.2) / 2
            CHECK(d.slope == Approx(-6.6));   // 2 x 1.5 (-1 - 1.2)
            CHECK(d.ambition == Approx(2.2 / 2.7));
            CHECK(d.num_cosponsors == 4);
            CHECK(d.line[0] == 1);
            CHECK(d.line[1] == 0);            // the USA at 0: -6.6 x -.1 lies within the half-band
        }
        Outcomes outcomes{std::vector<Outcome>(agenda.drafts.size())};
        stage.world.club_texts = remember_club_texts(stage.world, stage.setting, agenda, outcomes);
    }
    CHECK(carried == (adopted == 2 ? std::vector{3, 15} : std::vector{7, 19}));
}

TEST_CASE("a club does not carry a text that would no longer serve it", "[agents][agenda]")
{
    Stage stage = with_club();
    stage.world.round = 3;
    stage.world.club_texts = {{stage.forum("SCO"), cy2, -1.0, 2}};
    CHECK(stage.agenda().drafts.size() == 1);
    stage.world.status_quo(cy2.index) = -1.2;  // nearer to -1.5 than the text
    CHECK(stage.agenda().drafts.empty());
}

TEST_CASE("a club remembers what it adopted, and a newer text takes the older one's place and count", "[agents][agenda]")
{
    Stage stage = with_club();
    const ForumId club = stage.forum("SCO");
    stage.world.round = 2;
    Draft draft;
    draft.forum = club;
    draft.kind = DraftKind::leader;
    draft.norm = cy2;
    draft.leader = pair;
    draft.proposal = -1.25;
    Draft failed = draft;
    failed.norm = ni2;
    Outcomes outcomes{{Outcome{}, Outcome{}}};
    outcomes.of[0].adopted = true;
    auto texts = remember_club_texts(stage.world, stage.setting, {{draft, failed}}, outcomes);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].club == club);
    CHECK(texts[0].norm == cy2);
    CHECK(texts[0].proposal == -1.25);
    CHECK(texts[0].adopted == 2);
    CHECK(texts[0].times_tabled == 0);

    texts[0].times_tabled = 1;
    texts[0].last_tabled = 3;
    stage.world.club_texts = texts;
    stage.world.round = 6;
    draft.proposal = -1.5;
    texts = remember_club_texts(stage.world, stage.setting, {{draft}}, {{outcomes.of[0]}});
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].proposal == -1.5);
    CHECK(texts[0].times_tabled == 1);
    CHECK(texts[0].last_tabled == 3);

    // The same decision elsewhere is nobody's club text.
    draft.forum = stage.forum("OEWG");
    stage.world.club_texts.clear();
    CHECK(remember_club_texts(stage.world, stage.setting, {{draft}}, {{outcomes.of[0]}}).empty());
}

TEST_CASE("a club's draft is worth what the assembly would make of it, until its text is spent", "[agents][agenda]")
{
    Stage stage = with_club();
    const ForumId club = stage.forum("SCO");
    stage.world.position = -1.5;
    stage.world.leader_position = -1.5;
    stage.world.capacity(stage.forum("UNGA").index) = 0.8;
    stage.world.capacity(club.index) = 0.1;
    auto options = stage.options(club, pair, 9);
    REQUIRE(options.size() == 2);
    CHECK(options[0].norm == cy2);
    // Four like-minded members pass it all but surely: .05 x .8 x 2.7^2
    CHECK(options[0].value == Approx(0.2916).epsilon(1e-3));
    stage.world.club_texts = {{club, cy2, -1.0, 0, 2, 20}};
    options = stage.options(club, pair, 9);
    REQUIRE(options.size() == 1);
    CHECK(options[0].norm == ni2);
}
