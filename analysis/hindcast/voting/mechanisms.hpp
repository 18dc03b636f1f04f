#pragma once
// What the voting model holds that votes are made of, each to be left out at will.

#include <span>

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

/// One mechanism by name, and what it says in politics.
struct MechanismEntry {
    const char* name;
    bool Mechanisms::*on;
    const char* meaning;
    const char* source;
};
/// All of them.
std::span<const MechanismEntry> each_mechanism();

}  // namespace comity::analysis
