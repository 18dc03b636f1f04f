#include "sim/netcdf_file.hpp"

#include <netcdf.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <functional>
#include <numeric>
#include <system_error>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comity::sim {
namespace {

std::atomic<bool> left_open = false;

nc_type nc_type_of(NetcdfType type)
{
    switch (type) {
        case NetcdfType::text: return NC_STRING;
        case NetcdfType::i32: return NC_INT;
        case NetcdfType::i64: return NC_INT64;
        case NetcdfType::f32: return NC_FLOAT;
        case NetcdfType::f64: return NC_DOUBLE;
    }
    return NC_NAT;
}

std::size_t bytes_of(NetcdfType type)
{
    switch (type) {
        case NetcdfType::i32:
        case NetcdfType::f32: return 4;
        default: return 8;
    }
}

std::size_t product(const std::vector<std::size_t>& lengths)
{
    return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what, int status)
{
    // A fault below HDF5 is only "HDF error" to netCDF; what the system said last is then worth more.
    const int reason = errno;
    const bool from_system = status == NC_EHDFERR && (reason == ENOSPC || reason == EDQUOT || reason == EIO || reason == EFBIG);
    throw NetcdfError(fmt::format("{}: error: {}: {}", path.string(), what,
                                  from_system ? std::generic_category().message(reason) : std::string(nc_strerror(status))));
}

}  // namespace

NetcdfFile NetcdfFile::create(const std::filesystem::path& path)
{
    int handle = -1;
    if (const int status = nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &handle)) fail(path, "the file cannot be created", status);
    return {path, handle};
}

NetcdfFile NetcdfFile::open(const std::filesystem::path& path)
{
    int handle = -1;
    if (const int status = nc_open(path.c_str(), NC_NOWRITE, &handle)) fail(path, "the file cannot be opened", status);
    return {path, handle};
}

NetcdfFile::NetcdfFile(NetcdfFile&& other) noexcept : path_(std::move(other.path_)), handle_(std::exchange(other.handle_, -1)) {}

NetcdfFile& NetcdfFile::operator=(NetcdfFile&& other) noexcept
{
    std::swap(path_, other.path_);
    std::swap(handle_, other.handle_);
    return *this;
}

bool netcdf_left_open() { return left_open; }

NetcdfFile::~NetcdfFile()
{
    if (handle_ != -1 && nc_close(handle_) != NC_NOERR) left_open = true;
}

void NetcdfFile::check(int status, const std::string& what) const
{
    if (status != NC_NOERR) fail(path_, what, status);
}

std::string NetcdfFile::var_name(NetcdfVar var) const
{
    char name[NC_MAX_NAME + 1] = "";
    if (var.id == NC_GLOBAL || nc_inq_varname(handle_, var.id, name) != NC_NOERR) return "the file";
    return fmt::format("variable '{}'", name);
}

NetcdfDim NetcdfFile::define_dim(const std::string& name, std::size_t length)
{
    static_assert(unlimited == NC_UNLIMITED);
    NetcdfDim dim;
    check(nc_def_dim(handle_, name.c_str(), length, &dim.id), fmt::format("dimension '{}'", name));
    return dim;
}

NetcdfVar NetcdfFile::define_var(const std::string& name, NetcdfType type, std::span<const NetcdfDim> dims, const NetcdfStorage& storage)
{
    const auto what = fmt::format("variable '{}'", name);
    std::vector<int> ids;
    for (const auto dim : dims) ids.push_back(dim.id);
    NetcdfVar var;
    check(nc_def_var(handle_, name.c_str(), nc_type_of(type), static_cast<int>(ids.size()), ids.data(), &var.id), what);
    if (!storage.chunks.empty()) {
        check(nc_def_var_chunking(handle_, var.id, NC_CHUNKED, storage.chunks.data()), what);
        // The library's default is 16 MiB for each variable; a writer that goes forward needs the chunk at hand.
        const std::size_t chunk_bytes = product(storage.chunks) * bytes_of(type);
        check(nc_set_var_chunk_cache(handle_, var.id, std::max<std::size_t>(chunk_bytes, 1 << 12), 13, 1.0F), what);
    }
    if (storage.deflate > 0) check(nc_def_var_deflate(handle_, var.id, NC_SHUFFLE, 1, storage.deflate), what);
    return var;
}

void NetcdfFile::define_fill(NetcdfVar var, double value)
{
    check(nc_def_var_fill(handle_, var.id, NC_FILL, &value), var_name(var));
}

void NetcdfFile::define_fill(NetcdfVar var, float value)
{
    check(nc_def_var_fill(handle_, var.id, NC_FILL, &value), var_name(var));
}

void NetcdfFile::set_attribute(NetcdfVar var, const std::string& name, const std::string& text)
{
    check(nc_put_att_text(handle_, var.id, name.c_str(), text.size(), text.data()), fmt::format("attribute '{}'", name));
}

void NetcdfFile::set_attribute(NetcdfVar var, const std::string& name, double value)
{
    set_attribute(var, name, std::span<const double>(&value, 1));
}

void NetcdfFile::set_attribute(NetcdfVar var, const std::string& name, std::span<const double> values)
{
    check(nc_put_att_double(handle_, var.id, name.c_str(), NC_DOUBLE, values.size(), values.data()), fmt::format("attribute '{}'", name));
}

void NetcdfFile::set_attribute(NetcdfVar var, const std::string& name, std::span<const int> values)
{
    check(nc_put_att_int(handle_, var.id, name.c_str(), NC_INT, values.size(), values.data()), fmt::format("attribute '{}'", name));
}

void NetcdfFile::end_definitions() { check(nc_enddef(handle_), "the definitions"); }

template <class T>
void NetcdfFile::put(NetcdfVar var, const NetcdfSlab& slab, std::span<const T> values)
{
    if (product(slab.count) != values.size()) fail(path_, var_name(var) + " got a slab of another size", NC_EEDGE);
    if (values.empty()) return;
    const auto* start = slab.start.data();
    const auto* count = slab.count.data();
    int status = NC_NOERR;
    errno = 0;
    if constexpr (std::is_same_v<T, std::string>) {
        std::vector<const char*> texts;
        for (const auto& text : values) texts.push_back(text.c_str());
        status = nc_put_vara_string(handle_, var.id, start, count, texts.data());
    } else if constexpr (std::is_same_v<T, int>) {
        status = nc_put_vara_int(handle_, var.id, start, count, values.data());
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        status = nc_put_vara(handle_, var.id, start, count, values.data());  // as long as the variable is i64, which it is here
    } else if constexpr (std::is_same_v<T, float>) {
        status = nc_put_vara_float(handle_, var.id, start, count, values.data());
    } else {
        status = nc_put_vara_double(handle_, var.id, start, count, values.data());
    }
    if (status != NC_NOERR) fail(path_, var_name(var) + " cannot be written", status);
}

template <class T>
void NetcdfFile::put(NetcdfVar var, const std::vector<T>& values)
{
    const auto lengths = shape(var);
    put<T>(var, {std::vector<std::size_t>(lengths.size(), 0), lengths}, std::span<const T>(values));
}

void NetcdfFile::sync()
{
    errno = 0;
    check(nc_sync(handle_), "the file cannot be written");
}

void NetcdfFile::close()
{
    errno = 0;
    const int status = nc_close(std::exchange(handle_, -1));
    if (status != NC_NOERR) left_open = true;
    check(status, "the file cannot be written whole");
}

std::optional<std::size_t> NetcdfFile::dim_length(const std::string& name) const
{
    int id = -1;
    const int status = nc_inq_dimid(handle_, name.c_str(), &id);
    if (status == NC_EBADDIM) return std::nullopt;
    check(status, name);
    std::size_t length = 0;
    check(nc_inq_dimlen(handle_, id, &length), name);
    return length;
}

std::vector<std::string> NetcdfFile::variables() const
{
    int num = 0;
    check(nc_inq_nvars(handle_, &num), "the list of variables");
    std::vector<std::string> names;
    for (int id = 0; id < num; ++id) {
        char name[NC_MAX_NAME + 1] = "";
        check(nc_inq_varname(handle_, id, name), "the list of variables");
        names.emplace_back(name);
    }
    return names;
}

std::optional<NetcdfVar> NetcdfFile::find_var(const std::string& name) const
{
    NetcdfVar var;
    const int status = nc_inq_varid(handle_, name.c_str(), &var.id);
    if (status == NC_ENOTVAR) return std::nullopt;
    check(status, name);
    return var;
}

NetcdfVar NetcdfFile::var(const std::string& name) const
{
    if (const auto found = find_var(name)) return *found;
    fail(path_, fmt::format("variable '{}'", name), NC_ENOTVAR);
}

std::vector<std::string> NetcdfFile::dims(NetcdfVar var) const
{
    int num = 0;
    check(nc_inq_varndims(handle_, var.id, &num), var_name(var));
    std::vector<int> ids(static_cast<std::size_t>(num));
    check(nc_inq_vardimid(handle_, var.id, ids.data()), var_name(var));
    std::vector<std::string> names;
    for (const int id : ids) {
        char name[NC_MAX_NAME + 1] = "";
        check(nc_inq_dimname(handle_, id, name), var_name(var));
        names.emplace_back(name);
    }
    return names;
}

std::vector<std::size_t> NetcdfFile::shape(NetcdfVar var) const
{
    std::vector<std::size_t> lengths;
    for (const auto& name : dims(var)) lengths.push_back(dim_length(name).value_or(0));
    return lengths;
}

void NetcdfFile::expect_shape(const std::string& name, const std::vector<std::size_t>& lengths) const
{
    const auto found = shape(var(name));
    if (found != lengths)
        throw NetcdfError(fmt::format("{}: error: variable '{}' has the shape [{}], but must have [{}]", path_.string(), name,
                                      fmt::join(found, ", "), fmt::join(lengths, ", ")));
}

std::optional<std::string> NetcdfFile::text_attribute(NetcdfVar var, const std::string& name) const
{
    nc_type type = NC_NAT;
    std::size_t length = 0;
    if (nc_inq_att(handle_, var.id, name.c_str(), &type, &length) != NC_NOERR || type != NC_CHAR) return std::nullopt;
    std::string text(length, '\0');
    check(nc_get_att_text(handle_, var.id, name.c_str(), text.data()), fmt::format("attribute '{}'", name));
    return text;
}

std::vector<double> NetcdfFile::number_attributes(NetcdfVar var, const std::string& name) const
{
    nc_type type = NC_NAT;
    std::size_t length = 0;
    if (nc_inq_att(handle_, var.id, name.c_str(), &type, &length) != NC_NOERR || type == NC_CHAR || type == NC_STRING) return {};
    std::vector<double> values(length);
    check(nc_get_att_double(handle_, var.id, name.c_str(), values.data()), fmt::format("attribute '{}'", name));
    return values;
}

std::optional<double> NetcdfFile::number_attribute(NetcdfVar var, const std::string& name) const
{
    const auto values = number_attributes(var, name);
    return values.size() == 1 ? std::optional(values.front()) : std::nullopt;
}

template <class T>
std::vector<T> NetcdfFile::get(NetcdfVar var, const NetcdfSlab& slab) const
{
    std::vector<T> values(product(slab.count));
    if (values.empty()) return values;
    const auto* start = slab.start.data();
    const auto* count = slab.count.data();
    int status = NC_NOERR;
    if constexpr (std::is_same_v<T, std::string>) {
        std::vector<char*> texts(values.size(), nullptr);
        status = nc_get_vara_string(handle_, var.id, start, count, texts.data());
        if (status == NC_NOERR) {
            for (std::size_t k = 0; k < texts.size(); ++k)
                if (texts[k]) values[k] = texts[k];
            nc_free_string(texts.size(), texts.data());
        }
    } else if constexpr (std::is_same_v<T, int>) {
        status = nc_get_vara_int(handle_, var.id, start, count, values.data());
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        std::vector<long long> wide(values.size());
        status = nc_get_vara_longlong(handle_, var.id, start, count, wide.data());
        std::copy(wide.begin(), wide.end(), values.begin());
    } else if constexpr (std::is_same_v<T, float>) {
        status = nc_get_vara_float(handle_, var.id, start, count, values.data());
    } else {
        status = nc_get_vara_double(handle_, var.id, start, count, values.data());
    }
    if (status != NC_NOERR) fail(path_, var_name(var) + " cannot be read", status);
    return values;
}

template <class T>
std::vector<T> NetcdfFile::get(NetcdfVar var) const
{
    const auto lengths = shape(var);
    return get<T>(var, {std::vector<std::size_t>(lengths.size(), 0), lengths});
}

template void NetcdfFile::put(NetcdfVar, const NetcdfSlab&, std::span<const std::string>);
template void NetcdfFile::put(NetcdfVar, const NetcdfSlab&, std::span<const int>);
template void NetcdfFile::put(NetcdfVar, const NetcdfSlab&, std::span<const std::int64_t>);
template void NetcdfFile::put(NetcdfVar, const NetcdfSlab&, std::span<const float>);
template void NetcdfFile::put(NetcdfVar, const NetcdfSlab&, std::span<const double>);
template void NetcdfFile::put(NetcdfVar, const std::vector<std::string>&);
template void NetcdfFile::put(NetcdfVar, const std::vector<int>&);
template void NetcdfFile::put(NetcdfVar, const std::vector<std::int64_t>&);
template void NetcdfFile::put(NetcdfVar, const std::vector<float>&);
template void NetcdfFile::put(NetcdfVar, const std::vector<double>&);
template std::vector<std::string> NetcdfFile::get(NetcdfVar, const NetcdfSlab&) const;
template std::vector<int> NetcdfFile::get(NetcdfVar, const NetcdfSlab&) const;
template std::vector<std::int64_t> NetcdfFile::get(NetcdfVar, const NetcdfSlab&) const;
template std::vector<float> NetcdfFile::get(NetcdfVar, const NetcdfSlab&) const;
template std::vector<double> NetcdfFile::get(NetcdfVar, const NetcdfSlab&) const;
template std::vector<std::string> NetcdfFile::get(NetcdfVar) const;
template std::vector<int> NetcdfFile::get(NetcdfVar) const;
template std::vector<std::int64_t> NetcdfFile::get(NetcdfVar) const;
template std::vector<float> NetcdfFile::get(NetcdfVar) const;
template std::vector<double> NetcdfFile::get(NetcdfVar) const;

}  // namespace comity::sim
