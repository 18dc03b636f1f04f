#include "analysis/report/joint_positions.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace comity::analysis {
namespace {

// Places of names in the order of first appearance.
class Index {
public:
    std::size_t add(const std::string& name) { return places_.emplace(name, places_.size()).first->second; }
    std::size_t at(const std::string& name) const { return places_.at(name); }

private:
    std::unordered_map<std::string, std::size_t> places_;
};

Arena describe_arena(const std::vector<RunResults>& results, const std::string& id)
{
    for (const auto& one : results)
        for (const auto& arena : one.manifest.arenas)
            if (arena.id == id) return arena;
    return {id, id, "negative", "positive"};
}

// Spreads the columns of one folder over the joint list.
std::vector<std::vector<double>> spread(const std::vector<std::vector<double>>& values, const Positions& own, const JointPositions& joint,
                                        const Index& arenas, const Index& countries, const Index& frames)
{
    std::vector<std::vector<double>> out(joint.frames.size(), std::vector<double>(joint.arenas.size() * joint.countries.size(), missing));
    for (std::size_t f = 0; f < values.size(); ++f)
        for (std::size_t a = 0; a < own.arenas.size(); ++a)
            for (std::size_t c = 0; c < own.countries.size(); ++c)
                out[frames.at(own.frames[f])][joint.index(arenas.at(own.arenas[a]), countries.at(own.countries[c].code))] =
                    values[f][a * own.countries.size() + c];
    return out;
}

}  // namespace

bool JointPositions::on_earth() const
{
    return std::all_of(countries.begin(), countries.end(), [](const CountryLabel& country) {
        return !country.iso_numeric.empty() || (std::isfinite(country.latitude) && std::isfinite(country.longitude));
    });
}

double JointPositions::top() const
{
    double largest = 0;
    for (const auto& scenario : mean)
        for (const auto& frame : scenario)
            for (const double value : frame)
                if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    return std::max(0.5, std::ceil(largest * 2) / 2);
}

JointPositions join_positions(const std::vector<RunResults>& results)
{
    JointPositions joint;
    Index arenas, countries, frames;
    for (const auto& one : results) {
        const Positions& own = one.positions;
        for (const auto& id : own.arenas)
            if (arenas.add(id) == joint.arenas.size()) joint.arenas.push_back(describe_arena(results, id));
        for (const auto& country : own.countries)
            if (countries.add(country.code) == joint.countries.size()) joint.countries.push_back(country);
        for (const auto& frame : own.frames)
            if (frames.add(frame) == joint.frames.size()) joint.frames.push_back(frame);
        joint.countries_in_world = std::max(joint.countries_in_world, own.countries_in_world);
    }
    // Words for frames sort as time does, so folders of different length or start still line up.
    std::sort(joint.frames.begin(), joint.frames.end());
    Index ordered;
    for (const auto& frame : joint.frames) ordered.add(frame);
    for (const auto& one : results) {
        joint.mean.push_back(spread(one.positions.mean, one.positions, joint, arenas, countries, ordered));
        joint.sd.push_back(spread(one.positions.sd, one.positions, joint, arenas, countries, ordered));
    }
    return joint;
}

}  // namespace comity::analysis
