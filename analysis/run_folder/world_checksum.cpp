#include "analysis/run_folder/world_checksum.hpp"

#include <map>

#include "sim/checksum.hpp"

namespace comity::analysis {

std::string world_checksum(const std::filesystem::path& folder)
{
    std::error_code failed;
    std::map<std::string, std::string> sums;  // by name: a directory has no order of its own
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ".csv") sums[entry.path().filename().string()] = sim::file_checksum(entry.path()).sha256;
    std::string all;
    for (const auto& [name, sum] : sums) all += sum + "  " + name + "\n";
    return all.empty() ? "" : sim::sha256(all);
}

}  // namespace comity::analysis
