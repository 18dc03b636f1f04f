#include "analysis/hindcast/voting/texts.hpp"

#include <cmath>

#include "analysis/hindcast/voting/text_similarity.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Words = std::vector<std::string>;

TEST_CASE("words have two letters or more; agenda items lose their symbols", "[analysis][texts]")
{
    CHECK(words_of("A law of the Sea-bed, 2nd") == Words{"law", "of", "the", "sea", "bed", "nd"});
    CHECK(words_of_agenda("A/46/251 28 Question of Mayotte. COMORIAN ISLAND|UNA/RES x A/ law") ==
          Words{"question", "of", "mayotte", "comorian", "island", "un", "law"});
    CHECK(words_of_agenda("A/1 one A/2 two A/3") == Words{"one", "two"});
    CHECK(words_of("").empty());
}

TEST_CASE("texts are words and pairs of neighbours, each once", "[analysis][texts]")
{
    const TermLists lists = term_lists({{"law", "law", "sea"}, {"sea", "law"}});
    // law, law law, sea, law sea; then sea law.
    CHECK(lists.num_terms == 5);
    CHECK(lists.terms[0].size() == 4);
    CHECK(lists.terms[1].size() == 3);
}

TEST_CASE("texts of the same terms are alike, texts that share none are not, and an empty one is like nothing", "[analysis][text_similarity]")
{
    const TermLists lists = term_lists({{"law", "sea"}, {"law", "sea"}, {"arms"}, {}});
    const Eigen::MatrixXd found = TextSimilarity(lists, 4).cosines({0, 4}, {0, 4});
    CHECK(found(0, 1) == Approx(1));
    CHECK(found(0, 2) == 0);
    CHECK(found(3, 3) == 0);
    CHECK((found - found.transpose()).cwiseAbs().maxCoeff() == 0);
}

TEST_CASE("rare words weigh more than common ones: the cosine worked by hand", "[analysis][text_similarity]")
{
    // Two of three counted texts hold `law`, one holds each other term: idf 1 + ln(4/3) and 1 + ln 2; the fourth text is not counted.
    const TermLists lists = term_lists({{"law", "sea"}, {"law"}, {"arms"}, {"sea"}});
    const double law = 1 + std::log(4.0 / 3), rare = 1 + std::log(2.0);
    const double norm = std::sqrt(law * law + 2 * rare * rare);  // law, sea, law sea
    const Eigen::MatrixXd found = TextSimilarity(lists, 3).cosines({0, 1}, {1, 4});
    CHECK(found(0, 0) == Approx(law / norm));
    CHECK(found(0, 1) == 0);
    CHECK(found(0, 2) == Approx(rare / norm));
}
