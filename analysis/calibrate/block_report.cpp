#include "analysis/calibrate/block_report.hpp"

#include <cmath>

#include <fmt/format.h>

namespace comity::analysis {
namespace {

double variance(const Eigen::VectorXd& draws) { return (draws.array() - draws.mean()).square().mean(); }

}  // namespace

Diagnostic contraction(const std::string& path, const Eigen::VectorXd& draws, double prior_variance)
{
    const double value = 1 - variance(draws) / prior_variance;
    return {"contraction", path, value, value < identified_from ? "not identified: as its prior" : ""};
}

std::vector<Diagnostic> fit_diagnostics(const SirResult& fit)
{
    return {{"ess", "", fit.ess, "of the proposals"},
            {"inflation", "", fit.inflation, "of standard deviations, since data of a cluster are not independent"},
            {"informed", "", static_cast<double>(fit.informed), fmt::format("of {} directions", fit.mode.size())},
            {"log_posterior", "", fit.log_posterior, "at the mode, up to a constant"}};
}

Diagnostic summary(const std::string& quantity, const std::string& subject, const Eigen::VectorXd& draws)
{
    return {quantity, subject, draws.mean(), fmt::format("s.d. {:.4g}", std::sqrt(variance(draws)))};
}

}  // namespace comity::analysis
