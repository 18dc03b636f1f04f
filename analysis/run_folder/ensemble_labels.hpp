#pragma once
// The dimensions of ensemble.nc and their labels, as the CF conventions have them.

#include <set>
#include <string>

#include "analysis/run_folder/run_info.hpp"
#include "sim/netcdf_file.hpp"

namespace comity::analysis {

/// Dimensions of ensemble.nc.
struct EnsembleDims {
    sim::NetcdfDim run, kept_run, time, arena, country, norm, forum, metric, quantile;
};

/// Names in a file: letters, digits and underscores (CF-1.10 section 2.3), each once.
class NetcdfNames {
public:
    explicit NetcdfNames(std::set<std::string> taken) : taken_(std::move(taken)) {}
    /// The name with anything else as `_`, and with `suffix` as often as it takes to be new.
    std::string fresh(const std::string& name, const std::string& suffix);

private:
    std::set<std::string> taken_;
};

/// Defines all dimensions and the labels along them, and says which names are taken.
class EnsembleLabels {
public:
    EnsembleLabels(sim::NetcdfFile& file, const RunFolderInfo& info);
    const EnsembleDims& dims() const { return dims_; }
    std::set<std::string> names() const;
    /// Once the definitions are closed.
    void write(sim::NetcdfFile& file, const RunFolderInfo& info) const;

private:
    sim::NetcdfVar text(sim::NetcdfFile& file, const std::string& name, sim::NetcdfDim dim, const std::string& long_name);
    sim::NetcdfVar whole(sim::NetcdfFile& file, const std::string& name, sim::NetcdfDim dim, const std::string& long_name);
    sim::NetcdfVar real(sim::NetcdfFile& file, const std::string& name, sim::NetcdfDim dim, const std::string& long_name);

    EnsembleDims dims_;
    sim::NetcdfVar time_, year_, quarter_;
    sim::NetcdfVar arena_, arena_title_, arena_negative_, arena_positive_;
    sim::NetcdfVar country_, country_name_, iso_numeric_, region_, latitude_, longitude_;
    sim::NetcdfVar norm_, norm_title_, norm_arena_, forum_, forum_title_;
    sim::NetcdfVar metric_, metric_title_, metric_unit_, quantile_;
};

/// Units of a metric for a reader of CF files: `1` unless the word is a unit of measurement.
std::string cf_units(const agents::Metric& metric);

/// long_name, units, bounds and meaning of a metric.
void describe_metric(sim::NetcdfFile& file, sim::NetcdfVar var, const agents::Metric& metric);

}  // namespace comity::analysis
