#pragma once
// What the voting model holds that votes are made of, each to be left out at will.

#include <vector>

namespace comity::analysis {

/// Parts of the model that a vote may owe something to.
struct Mechanisms {
    bool map = true;
    bool own_line = true;
    bool bloc_line = true;
    bool drift = true;
    bool novelty = true;
    bool inertia = true;
    bool steadiness = true;
    bool swing = true;
};

/// A mechanism, or some that stand in for each other, by name, and what it says in politics.
struct MechanismEntry {
    const char* name;
    std::vector<bool Mechanisms::*> switches;
    const char* meaning;
    const char* source;

    /// The model without it.
    Mechanisms removed() const;
};
/// Every mechanism by itself, then those that overlap: what one of them loses the other mostly makes good.
const std::vector<MechanismEntry>& each_mechanism();

}  // namespace comity::analysis
