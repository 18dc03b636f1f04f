#include "analysis/report/html.hpp"

#include <limits>

#include "tests/support/catch.hpp"

using namespace comity::analysis;

TEST_CASE("text of a user cannot become markup", "[analysis][report]")
{
    CHECK(html("<b a='1'>&\"") == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
    CHECK(html("Côte d'Ivoire") == "Côte d&#39;Ivoire");
}

TEST_CASE("JSON inside a script element cannot end it or open a comment", "[analysis][report]")
{
    CHECK(script_safe(R"({"a":"</script><!--"})") == R"({"a":"\u003c/script>\u003c!--"})");
}

TEST_CASE("numbers are written for reading: few decimals, a true minus sign, a dash for what is missing", "[analysis][report]")
{
    CHECK(shown(0.12345) == "0.123");
    CHECK(shown(-1.2345) == "−1.23");
    CHECK(shown(12.345) == "12.3");
    CHECK(shown(1234.5) == "1234");
    CHECK(shown(0) == "0.000");
    CHECK(shown(0.051378) == "0.0514");
    CHECK(shown(-0.00839) == "−0.00839");
    CHECK(shown(0.000312) == "0.00031");
    CHECK(shown(-0.000065) == "−0.000065");
    CHECK(shown(0.00000312) == "0.0000031");
    CHECK(shown(-3.1e-9) == "≈ 0");
    CHECK(signed_number(3.1e-9) == "≈ 0");
    CHECK(signed_number(0.0000031) == "+0.0000031");
    CHECK(shown(std::numeric_limits<double>::quiet_NaN()) == "–");
    CHECK(signed_number(0.5) == "+0.500");
    CHECK(signed_number(-0.5) == "−0.500");
    CHECK(signed_number(0) == "0.000");
    CHECK(tick_text(-0.40000000001) == "−0.4");
    CHECK(tick_text(2) == "2");
    CHECK(count(1234567) == "1,234,567");
    CHECK(count(-1000) == "−1,000");
    CHECK(count(999) == "999");
    CHECK(counted(1, "round", "rounds") == "1 round");
    CHECK(counted(1200, "round", "rounds") == "1,200 rounds");
    CHECK(joined({"a"}) == "a");
    CHECK(joined({"a", "b", "c"}) == "a, b and c");
}
