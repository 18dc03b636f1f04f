#pragma once
// What a key of a scenario file takes, by the type of its value: in words, as JSON Schema, and what it is by default.

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "scenarios/scenario.hpp"

namespace comity::analysis {

/// What a key takes.
struct KeyForm {
    std::string takes;              ///< such as `a whole number`
    nlohmann::ordered_json schema;  ///< its type and limits, without description and default
    nlohmann::ordered_json value;   ///< as it stands; null where there is nothing to show
    bool ranged = false;            ///< whether the range of its field counts
};

/// Forms of the keys of a scenario; arenas, norms, forums and treaties are told by their ids.
class KeyForms {
public:
    using Json = nlohmann::ordered_json;

    explicit KeyForms(const agents::Institutions& all) : all_(all) {}

    KeyForm operator()(const sim::Field&, const std::string& value) const;
    KeyForm operator()(const sim::Field&, const scenarios::PlacedText& value) const;
    KeyForm operator()(const sim::Field&, bool value) const;
    KeyForm operator()(const sim::Field&, int value) const;
    KeyForm operator()(const sim::Field&, std::uint64_t value) const;
    KeyForm operator()(const sim::Field&, double value) const;
    KeyForm operator()(const sim::Field&, const std::vector<int>& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<std::string>& value) const;
    KeyForm operator()(const sim::Field&, agents::ArenaId value) const;
    KeyForm operator()(const sim::Field&, agents::NormId value) const;
    KeyForm operator()(const sim::Field&, agents::ForumId value) const;
    KeyForm operator()(const sim::Field&, agents::TreatyId value) const;
    KeyForm operator()(const sim::Field&, const agents::TreatyOpening& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<agents::NormId>& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<agents::NormOffset>& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<agents::SeatQuota>& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<agents::ArenaShare>& value) const;
    KeyForm operator()(const sim::Field&, const std::vector<agents::Overlap>& value) const;
    KeyForm operator()(const sim::Field&, scenarios::Quarter value) const;
    KeyForm operator()(const sim::Field&, const scenarios::Lineage& value) const;
    KeyForm operator()(const sim::Field&, const scenarios::ParameterFile& value) const;
    KeyForm operator()(const sim::Field&, const scenarios::ParameterDraws& value) const;
    template <class Word>
    requires std::is_enum_v<Word> KeyForm operator()(const sim::Field&, Word value) const
    {
        const std::vector<std::string>& words = choices(value);
        return {"a word", {{"enum", words}}, words[static_cast<std::size_t>(value)]};
    }

private:
    const agents::Institutions& all_;
};

/// How many items a list takes, and whether they differ; 0 is no limit.
struct ListLimits {
    std::size_t least = 0, most = 0;
    bool distinct = false;
};

// Parts of JSON Schema: a number in a range, a list, and one item or a list of them.
nlohmann::ordered_json limited(const char* type, sim::Range range);
nlohmann::ordered_json list_of(nlohmann::ordered_json item, ListLimits limits);
nlohmann::ordered_json one_or_many(nlohmann::ordered_json item, ListLimits limits);

/// A parameter in words: a number with its range, a switch or a choice with what it takes.
nlohmann::ordered_json parameter_description(const std::string& path, const sim::Field& field, double value);
nlohmann::ordered_json parameter_description(const std::string& path, const sim::Field& field, const KeyForm& form);
/// Another key in words, with its limits and its default.
nlohmann::ordered_json key_description(const std::string& path, const sim::Field& field, const KeyForm& form);
/// Any key as JSON Schema.
nlohmann::ordered_json key_schema(const sim::Field& field, const KeyForm& form);

}  // namespace comity::analysis
