#include "sim/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "sim/checksum.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_disk.hpp"

using namespace comity::sim;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file has no name until it is whole", "[sim][atomic_file]")
{
    const comity::tests::ScratchFolder scratch;
    const auto path = scratch.path() / "a.csv";
    write_atomically(path, "old\n");
    {
        AtomicFile file(path);
        file.write("new,");
        CHECK(text_of(path) == "old\n");
        CHECK(text_of(part_of(path)) == "new,");
        file.write("text\n");
        file.commit();
    }
    CHECK(text_of(path) == "new,text\n");
    CHECK_FALSE(std::filesystem::exists(part_of(path)));
    {
        AtomicFile dropped(path);
        dropped.write("half");
    }
    CHECK(text_of(path) == "new,text\n");
    CHECK_FALSE(std::filesystem::exists(part_of(path)));
}

TEST_CASE("a file that cannot be made is one error with its name and the reason", "[sim][atomic_file]")
{
    const comity::tests::ScratchFolder scratch;
    const auto path = scratch.path() / "none" / "a.csv";
    CHECK_THROWS_WITH(write_atomically(path, "x"), path.string() + ": error: the file cannot be created: No such file or directory");
    CHECK_THROWS_WITH(file_checksum(path), ContainsSubstring("No such file or directory"));
    CHECK_NOTHROW(require_space(scratch.path() / "a.csv", 1));
    CHECK_THROWS_WITH(require_space(scratch.path() / "a.csv", ~std::uintmax_t{0}), ContainsSubstring("No space left on device"));
}

TEST_CASE("a full disk is one error with its name and the reason, and the old file stays", "[sim][atomic_file]")
{
    const comity::tests::SmallDisk disk(1 << 20);
    if (!disk.mounted()) {
        WARN("skipped: a small disk can only be mounted by root");
        return;
    }
    const auto path = disk.path() / "a.csv";
    write_atomically(path, "old\n");
    {
        AtomicFile file(path);
        file.write("first row\n");
        const std::string message = path.string() + ": error: the file cannot be written: No space left on device";
        CHECK_THROWS_WITH(file.write(std::string(2 << 20, 'x')), message);
        CHECK(text_of(part_of(path)) == "first row\n");  // the failed write is taken back
        CHECK_THROWS_AS(require_space(path, 2 << 20), FileError);
        file.write("second row\n");
        file.commit();
    }
    CHECK(text_of(path) == "first row\nsecond row\n");
}

TEST_CASE("a checksum is the one sha256sum prints", "[sim][atomic_file]")
{
    // FIPS 180-4 test vector "abc".
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const comity::tests::ScratchFolder scratch;
    write_atomically(scratch.path() / "abc", "abc");
    const auto sum = file_checksum(scratch.path() / "abc");
    CHECK(sum.bytes == 3);
    CHECK(sum.sha256 == sha256("abc"));
}
