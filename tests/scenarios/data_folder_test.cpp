#include "scenarios/data_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/catch.hpp"

using namespace comity;
namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Sets COMITY_DATA_DIR, and puts it back as it was when the test ends.
class DataDir {
public:
    explicit DataDir(const std::string& value)
    {
        if (const char* before = std::getenv("COMITY_DATA_DIR")) before_ = before;
        ::setenv("COMITY_DATA_DIR", value.c_str(), 1);
    }
    DataDir(const DataDir&) = delete;
    DataDir& operator=(const DataDir&) = delete;
    ~DataDir()
    {
        if (before_.empty())
            ::unsetenv("COMITY_DATA_DIR");
        else
            ::setenv("COMITY_DATA_DIR", before_.c_str(), 1);
    }

private:
    std::string before_;
};

}  // namespace

TEST_CASE("COMITY_DATA_DIR decides where the shipped scenarios are", "[scenarios][data_folder]")
{
    const fs::path folder = fs::temp_directory_path() / "comity data folder test";
    fs::create_directories(folder / "library");
    const DataDir chosen(folder.string());
    CHECK(scenarios::data_folder() == folder);
    fs::remove_all(folder);
}

TEST_CASE("COMITY_DATA_DIR without a library is an error that names it, not passed over", "[scenarios][data_folder]")
{
    const DataDir chosen("/nowhere/at/all");
    CHECK_THROWS_WITH(scenarios::data_folder(), ContainsSubstring("COMITY_DATA_DIR is '/nowhere/at/all'"));
}
