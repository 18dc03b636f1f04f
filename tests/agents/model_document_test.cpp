// What agents/MODEL.md promises: tables as the code has them, files that exist, a section for every rule and every citation.

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "agents/rules.hpp"
#include "tests/agents/model_document.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using comity::agents::Rules;
using comity::tests::model_tables;
using comity::tests::written_table;

namespace {

const fs::path source = COMITY_SOURCE_DIR;

std::string text_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string document()
{
    return text_of(source / "agents" / "MODEL.md");
}

/// Calls `visit(match)` for every match.
void each_match(const std::string& text, const std::string& pattern, auto&& visit)
{
    const std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) visit(*at);
}

/// The same loops for one kind of processor.
bool is_variant(const std::string& file)
{
    return file.ends_with("_baseline.cpp") || file.ends_with("_avx2.cpp") || file.ends_with("_avx512.cpp");
}

/// Sources under a folder, relative to the root.
std::set<std::string> sources_under(const std::string& folder)
{
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(source / folder))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
            found.insert(fs::relative(entry.path(), source).string());
    return found;
}

/// Numbers of the headings: `4` and `4.1`.
std::set<std::string> sections()
{
    std::set<std::string> found;
    each_match(document(), "\n##+ ([0-9]+(\\.[0-9]+)?)[. ]", [&](const std::smatch& heading) { found.insert(heading[1]); });
    return found;
}

}  // namespace

TEST_CASE("the model document's tables are those of the code", "[agents][model_document]")
{
    const std::string text = document();
    for (const auto& table : model_tables()) {
        INFO("agents/MODEL.md: the table '"
             << table.name << "' differs from the code; `cmake --build build --target model_document` rewrites it");
        const bool same = written_table(text, table.name) == table.text;
        CHECK(same);
    }
}

TEST_CASE("a table that differs by one figure is told and mended", "[agents][model_document]")
{
    std::string text;
    for (const auto& table : model_tables()) text += fmt::format("<!-- {} -->\n{}<!-- end -->\n", table.name, table.text);
    std::string altered = text;
    const std::size_t figure = altered.find("| 0.012 |");  // eta
    REQUIRE(figure != std::string::npos);
    altered.replace(figure, 9, "| 0.013 |");

    CHECK(written_table(altered, "parameters: influence") != written_table(text, "parameters: influence"));
    CHECK(comity::tests::with_tables_of_the_code(altered) == text);
    CHECK_THROWS_WITH(comity::tests::with_tables_of_the_code("no table"),
                      "agents/MODEL.md has no line '<!-- parameters: threat -->'");
}

TEST_CASE("files that the model document names exist, and every file of the rules and measures is named",
          "[agents][model_document]")
{
    std::set<std::string> named;
    each_match(document(), "`((agents|scenarios|analysis|sim|tests)/[A-Za-z0-9_./-]+)`",
               [&](const std::smatch& path) { named.insert(path[1]); });
    for (const std::string& path : named) {
        CAPTURE(path);
        CHECK(fs::exists(source / path));
    }
    for (const std::string folder : {"agents/rules", "agents/measures"})
        for (const std::string& file : sources_under(folder)) {
            if (!file.ends_with(".cpp") || is_variant(file)) continue;
            CAPTURE(file);
            CHECK(named.contains(file));
        }
}

TEST_CASE("every rule has a section in the model document, with its table in it", "[agents][model_document]")
{
    const std::string text = document();
    const Rules rules;
    Rules::each_rule(rules, [&](const std::string& name, const auto&) {
        CAPTURE(name);
        std::smatch heading;
        REQUIRE(std::regex_search(text, heading, std::regex(fmt::format("\n### 4\\.[0-9]+ [^\n]*\\(`{}`\\)\n", name))));
        const auto from = static_cast<std::size_t>(heading.position() + heading.length());
        const std::string section = text.substr(from, text.find("\n### ", from) - from);
        CHECK(section.find(fmt::format("<!-- parameters: {} -->", name)) != std::string::npos);
    });
}

TEST_CASE("sections of the model document that the sources cite exist", "[agents][model_document]")
{
    const std::set<std::string> known = sections();
    REQUIRE(known.contains("4.1"));
    int citations = 0;
    for (const std::string folder : {"sim", "agents", "scenarios", "analysis", "tests"})
        for (const std::string& file : sources_under(folder))
            each_match(text_of(source / file), "MODEL\\.md sections? ([0-9.]*[0-9])( and ([0-9.]*[0-9]))?",
                       [&](const std::smatch& cited) {
                           ++citations;
                           CAPTURE(file, cited.str());
                           CHECK(known.contains(cited[1]));
                           if (cited[3].matched) CHECK(known.contains(cited[3]));
                       });
    CHECK(citations > 10);
}
