#include "analysis/run_folder/space_reserve.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "sim/atomic_file.hpp"

namespace comity::analysis {

SpaceReserve::SpaceReserve(const std::filesystem::path& folder, std::uintmax_t bytes) : path_(folder / ".reserve.part")
{
    const int descriptor = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) throw sim::FileError(folder, "the folder cannot be written to", errno);
    const int status = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    ::close(descriptor);
    if (status == 0 || status == EOPNOTSUPP || status == EINVAL) return;  // a file system without the notion: go on without a reserve
    release();
    throw sim::FileError(folder, "there is no room for the results", status);
}

void SpaceReserve::release() noexcept
{
    if (!path_.empty()) ::unlink(path_.c_str());
    path_.clear();
}

}  // namespace comity::analysis
