#pragma once

#include <string>

namespace comity::analysis {

/// Now, as `2020-01-31T12:00:00Z`.
std::string utc_now();

/// As utc_now(), but SOURCE_DATE_EPOCH where that is set (reproducible-builds.org): for what goes into results.
std::string history_time();

}  // namespace comity::analysis
