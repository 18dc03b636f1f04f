#include "analysis/run_folder/time_stamp.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

std::string iso(std::chrono::sys_seconds moment)
{
    using namespace std::chrono;
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const hh_mm_ss time{moment - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace

std::string utc_now() { return iso(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())); }

std::string history_time()
{
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    const auto seconds = epoch ? sim::to_integer(epoch) : std::nullopt;
    constexpr long long year_9999 = 253'370'764'800;
    if (!seconds || *seconds < 0 || *seconds > year_9999) return utc_now();
    return iso(std::chrono::sys_seconds(std::chrono::seconds(*seconds)));
}

}  // namespace comity::analysis
