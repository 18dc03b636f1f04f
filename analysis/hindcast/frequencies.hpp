#pragma once
// Reference models that count: how often countries chose what, on what.

#include "analysis/hindcast/task.hpp"

namespace comity::analysis {

/// Years before the origin, it included, that frequencies and ideal points are taken from.
inline constexpr int years_of_window = 5;

/// B0: frequencies of the window.
Chances marginal(const Task& task);
/// B1: frequencies of the topic in the window, shrunk to B0: (n + 10 B0) / (N + 10).
Chances by_topic(const Task& task);
/// B2: the country's own frequencies in the topic, shrunk to B1: (n + 4 B1) / (N + 4).
Chances by_country_and_topic(const Task& task);
/// B3: lambda on the country's last vote on the same title, over all years known, and B2 the rest; B2 where it has none. lambda is the share of
/// votes of the origin's year that repeat the last one of the years before.
Chances last_on_same_title(const Task& task);

/// A0: frequencies among the revealed votes on the roll call, shrunk to B1: (n + 2 B1) / (N + 2).
Chances by_revealed(const Task& task);
/// A1: the same among the revealed members of the country's group, shrunk to A0: (n + 2 A0) / (N + 2).
Chances by_revealed_group(const Task& task, const Grouping& groups);

}  // namespace comity::analysis
