#include "analysis/calibrate/abc/abc_problem.hpp"

#include <cmath>
#include <limits>

namespace comity::analysis {

Eigen::VectorXd values_at(const std::vector<FreeParameter>& parameters, const Eigen::VectorXd& place)
{
    Eigen::VectorXd values(place.size());
    for (Eigen::Index d = 0; d < place.size(); ++d) {
        const sim::Range prior = parameters[static_cast<std::size_t>(d)].prior;
        values(d) = std::lerp(prior.low, prior.high, place(d));
    }
    return values;
}

double distance(const std::vector<AbcTarget>& targets, const Eigen::ArrayXd& simulated, const Eigen::ArrayXd& scale)
{
    double squares = 0;
    int count = 0;
    for (Eigen::Index k = 0; k < simulated.size(); ++k) {
        if (!(scale(k) > 0)) continue;
        const double miss = (simulated(k) - targets[static_cast<std::size_t>(k)].recorded) / scale(k);
        squares += std::isnan(miss) ? undefined_miss * undefined_miss : miss * miss;
        ++count;
    }
    return count == 0 ? std::numeric_limits<double>::infinity() : std::sqrt(squares / count);
}

}  // namespace comity::analysis
