#include "analysis/votes/topics.hpp"

#include <iostream>
#include <string>

#include "sim/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"

using comity::analysis::primary_topic;
using comity::sim::CsvTable;

TEST_CASE("the first topic in the order of claims is the primary one", "[analysis][votes]")
{
    CHECK(primary_topic("Nuclear weapons and human rights in Palestine", "") == "me");
    CHECK(primary_topic("Nuclear weapons and human rights", "") == "nu");
    CHECK(primary_topic("Weapons and human rights", "") == "di");
    CHECK(primary_topic("The situation of human rights in a country under embargo", "") == "cs");
    CHECK(primary_topic("Human rights and unilateral coercive measures", "") == "ni");
    CHECK(primary_topic("Human rights in non-self-governing territories", "") == "co");
    CHECK(primary_topic("The right to development", "") == "hr");
    CHECK(primary_topic("Digital trade", "") == "cy");
    CHECK(primary_topic("Trade and debt", "") == "ec");
    CHECK(primary_topic("A day of lighthouses", "") == "ot");
    CHECK(primary_topic("", "") == "ot");
}

TEST_CASE("topics look where their rules look, and not within other words", "[analysis][votes]")
{
    CHECK(primary_topic("A text", "Question of Palestine") == "me");
    CHECK(primary_topic("A text", "Human rights situation in a country") == "hr");  // cs looks at titles alone
    CHECK(primary_topic("A text", "SCIENCE. COMPUTER CRIME") == "cy");              // a subject heading
    CHECK(primary_topic("A text", "Digital affairs") == "ot");                      // but no other words of the agenda
    CHECK(primary_topic("A zone in the Middle East", "") == "me");
    CHECK(primary_topic("A zone free of nuclear weapons in the Middle East", "") == "me");  // what stands before does not count
    CHECK(primary_topic("The Middle East", "A zone free of weapons") == "di");
    CHECK(primary_topic("Alarms and farms", "") == "ot");
    CHECK(primary_topic("ARMS", "") == "di");
    CHECK(primary_topic("Situation of human rights defenders", "") == "hr");
    CHECK(primary_topic("Developments in the field of information and telecommunications", "") == "cy");
}

TEST_CASE("primary topics of the recorded roll calls are found from their words", "[analysis][votes][data]")
{
    const auto data = comity::tests::recorded_data("topics of roll calls");
    if (!data) return;
    const auto table = CsvTable::read(*data / "unga_rollcalls.csv");
    const auto title = table.require("title"), agenda = table.require("agenda"), topic = table.require("topic");
    int same = 0;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const std::string found = primary_topic(table.cell(row, title), table.cell(row, agenda));
        if (found == table.cell(row, topic))
            ++same;
        else
            UNSCOPED_INFO(table.place(row) << ": " << table.cell(row, topic) << ", but found " << found << ": "
                                           << table.cell(row, title));
    }
    CHECK(same >= .998 * static_cast<double>(table.num_rows()));
    std::cout << "primary topics: " << same << " of " << table.num_rows() << " as recorded\n";
}
