#pragma once
// Which of the many metrics a reader meets first.

#include <string>

namespace comity::analysis {

/// The metric that an outcome summarises: `capacity_mean_min` -> `capacity_mean`; a name without such an ending stays.
///
/// Endings: `_end`, `_mean`, `_min`, `_max`, `_total`
std::string stem_of(const std::string& outcome);

/// Whether a metric over time belongs among the main charts: one or a few of every group, none that only splits another.
bool is_headline(const std::string& metric);

/// Whether an outcome may be named in a sentence: one of the headline metrics, or the status quo of a sub-norm.
bool is_headline_outcome(const std::string& outcome);

}  // namespace comity::analysis
