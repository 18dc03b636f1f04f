#pragma once
// The one door to netCDF-C: NetCDF-4 files written and read, every failure an exception with the file's name.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/problem.hpp"

namespace comity::sim {

/// What went wrong with a NetCDF file: `FILE: error: WHAT: the library's message`.
class NetcdfError : public PlacedError {
public:
    using PlacedError::PlacedError;
};

enum class NetcdfType { text, i32, i64, f32, f64 };

struct NetcdfDim {
    int id = -1;
};
struct NetcdfVar {
    int id = -1;
};

/// The global "variable": where attributes of the whole file go.
inline constexpr NetcdfVar netcdf_global{-1};

/// How a variable lies on disk: chunk lengths by dimension (none: the library decides), deflate level 0 (off) to 9, with shuffle.
struct NetcdfStorage {
    std::vector<std::size_t> chunks;
    int deflate = 0;
};

/// A corner and the lengths from it, by dimension.
struct NetcdfSlab {
    std::vector<std::size_t> start;
    std::vector<std::size_t> count;
};

/// A NetCDF-4 file that is being written, or one that is read; one thread at a time (the library is not thread-safe).
///
/// Errors: every member throws NetcdfError; the destructor closes without a word, so a writer calls close()
class NetcdfFile {
public:
    static constexpr std::size_t unlimited = 0;

    /// A new file; an old one of that name is replaced.
    static NetcdfFile create(const std::filesystem::path& path);
    static NetcdfFile open(const std::filesystem::path& path);

    NetcdfFile(NetcdfFile&& other) noexcept;
    NetcdfFile& operator=(NetcdfFile&& other) noexcept;
    ~NetcdfFile();

    const std::filesystem::path& path() const { return path_; }

    // ---- writing

    NetcdfDim define_dim(const std::string& name, std::size_t length);
    NetcdfVar define_var(const std::string& name, NetcdfType type, std::span<const NetcdfDim> dims, const NetcdfStorage& storage = {});
    /// `_FillValue`: what cells hold that were never written. Before any data.
    void define_fill(NetcdfVar var, double value);
    void define_fill(NetcdfVar var, float value);
    void set_attribute(NetcdfVar var, const std::string& name, const std::string& text);
    void set_attribute(NetcdfVar var, const std::string& name, double value);
    void set_attribute(NetcdfVar var, const std::string& name, std::span<const double> values);
    void set_attribute(NetcdfVar var, const std::string& name, std::span<const int> values);
    /// Closes the definitions; data may follow. (NetCDF-4 would do it by itself; said once, files come out the same.)
    void end_definitions();
    /// T is std::string, int, std::int64_t, float or double; `values` has as many as the slab.
    template <class T>
    void put(NetcdfVar var, const NetcdfSlab& slab, std::span<const T> values);
    /// The whole of a variable with fixed dimensions.
    template <class T>
    void put(NetcdfVar var, const std::vector<T>& values);
    /// Everything so far is on disk: a reader of the file after a crash finds it.
    void sync();
    /// Closes and reports what only then fails; afterwards the object can only be destroyed.
    void close();

    // ---- reading

    std::optional<std::size_t> dim_length(const std::string& name) const;
    std::vector<std::string> variables() const;
    std::optional<NetcdfVar> find_var(const std::string& name) const;
    /// A variable that must be there.
    NetcdfVar var(const std::string& name) const;
    /// Names of a variable's dimensions, slowest first.
    std::vector<std::string> dims(NetcdfVar var) const;
    /// Lengths of a variable's dimensions, slowest first.
    std::vector<std::size_t> shape(NetcdfVar var) const;
    std::optional<std::string> text_attribute(NetcdfVar var, const std::string& name) const;
    /// Its numbers; none where there is no such attribute or it is a text.
    std::vector<double> number_attributes(NetcdfVar var, const std::string& name) const;
    /// The number of an attribute that has exactly one.
    std::optional<double> number_attribute(NetcdfVar var, const std::string& name) const;
    /// A slab in the file's order (last dimension fastest), converted to T.
    template <class T>
    std::vector<T> get(NetcdfVar var, const NetcdfSlab& slab) const;
    /// The whole variable.
    template <class T>
    std::vector<T> get(NetcdfVar var) const;
    template <class T>
    std::vector<T> get(const std::string& name) const
    {
        return get<T>(var(name));
    }
    /// The same of a variable that must have this shape.
    template <class T>
    std::vector<T> get(const std::string& name, const std::vector<std::size_t>& lengths) const
    {
        expect_shape(name, lengths);
        return get<T>(name);
    }
    void expect_shape(const std::string& name, const std::vector<std::size_t>& lengths) const;

private:
    NetcdfFile(std::filesystem::path path, int handle) : path_(std::move(path)), handle_(handle) {}
    void check(int status, const std::string& what) const;
    std::string var_name(NetcdfVar var) const;

    std::filesystem::path path_;
    int handle_ = -1;
};

/// Whether a file could not be closed, such as on a full disk. The library then fails when the program ends in the ordinary way: it is to
/// leave by std::_Exit.
bool netcdf_left_open();

}  // namespace comity::sim
