// The plots of agents/theory: what they show is what the code gives, and what the code gives is what theory says.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/model/theory/plots.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace comity::tests;

namespace {

const fs::path agents_folder = fs::path(COMITY_SOURCE_DIR) / "agents";

const std::vector<Plot>& plots()
{
    static const std::vector<Plot> made = theory_plots();
    return made;
}

std::string text_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// The greatest distance of a curve of theory from the code's, over the points of either that the other has.
double distance(const Curve& theory, const Curve& code)
{
    double most = -1;
    for (std::size_t n = 0; n < theory.x.size(); ++n)
        for (std::size_t k = 0; k < code.x.size(); ++k)
            if (std::abs(theory.x[n] - code.x[k]) < 1e-9) most = std::max(most, std::abs(theory.y[n] - code.y[k]));
    return most;
}

}  // namespace

TEST_CASE("in every plot the code gives what theory says", "[model][theory]")
{
    for (const Plot& plot : plots()) {
        int compared = 0;
        for (const Curve& curve : plot.curves) {
            if (curve.theory_of < 0) continue;
            const double apart = distance(curve, plot.curves[static_cast<std::size_t>(curve.theory_of)]);
            CAPTURE(plot.name, curve.name, apart);
            CHECK(apart >= 0);
            CHECK(apart <= curve.tolerance);
            ++compared;
        }
        CHECK(compared > 0);
    }
}

TEST_CASE("the plots on file are those of the code, and the model document shows each", "[model][theory]")
{
    const std::string document = text_of(agents_folder / "MODEL.md");
    for (const Plot& plot : plots()) {
        INFO("agents/theory/" << plot.name << ".svg differs from the code; `cmake --build build --target theory_plots` draws it anew");
        const bool same = text_of(agents_folder / "theory" / (plot.name + ".svg")) == svg(plot);
        CHECK(same);
        CHECK(document.find("(theory/" + plot.name + ".svg)") != std::string::npos);
    }
    const auto files = std::distance(fs::directory_iterator(agents_folder / "theory"), fs::directory_iterator{});
    CHECK(files == std::ssize(plots()));
}
