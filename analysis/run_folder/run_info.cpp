#include "analysis/run_folder/run_info.hpp"

#include <utility>

#include <fmt/format.h>

namespace comity::analysis {

ResultLabels labels_of(const agents::Setting& setting)
{
    std::vector<std::string> region;
    for (int i = 0; i < setting.num_countries(); ++i) region.push_back(setting.region_name({i}));
    return {.start_year = setting.start_year,
            .start_quarter = setting.start_quarter,
            .rounds = setting.rounds,
            .arenas = setting.institutions.arenas,
            .norms = setting.institutions.norms,
            .forums = setting.institutions.forums,
            .code = setting.code,
            .name = setting.name,
            .iso_numeric = setting.iso_numeric,
            .region = std::move(region),
            .latitude = setting.latitude,
            .longitude = setting.longitude};
}

std::string first_day(const ResultLabels& labels, int round)
{
    const int quarters = labels.start_quarter - 1 + round;
    return fmt::format("{:04}-{:02}-01", labels.start_year + quarters / 4, 3 * (quarters % 4) + 1);
}

}  // namespace comity::analysis
