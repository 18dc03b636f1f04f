#pragma once
// Indices that cannot be taken for one another.

#include <compare>

namespace comity::sim {

/// An index into the things of one kind; `Tag` names the kind. The default is "none".
template <class Tag>
struct Id {
    int index = -1;

    constexpr bool exists() const { return index >= 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace comity::sim
