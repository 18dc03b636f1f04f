#pragma once
// What is fixed in all runs of a scenario: the countries and their lasting traits, their ties, the institutions, the recorded seats.

#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "agents/event.hpp"
#include "agents/institutions.hpp"
#include "agents/tie_graph.hpp"

namespace comity::agents {

/// A recorded or elected term, years inclusive.
struct SeatTerm {
    ForumId forum;
    CountryId country;
    int from = 0;
    int until = 0;
};

/// A caucus such as the EU, NATO or the G77, at the start.
struct Group {
    std::string id;
    std::vector<CountryId> members;
};

/// Shape:  N countries, A arenas, M norms, F forums, G leaders
struct Setting {
    int start_year = 2020;
    int start_quarter = 1;  ///< 1 to 4
    int rounds = 60;

    Institutions institutions;
    std::vector<Leader> leaders;      ///< challengers first
    std::vector<std::string> regions; ///< UN regional groups that countries belong to

    std::vector<std::string> code;           ///< [country], ISO3 in the recorded world
    std::vector<std::uint64_t> agent;        ///< [country], sim::agent_code(code)
    std::vector<std::string> name;           ///< [country]
    std::vector<RegionId> region;            ///< [country], UN regional group; none where it belongs to none
    std::vector<std::string> iso_numeric;    ///< [country], may be empty
    std::vector<double> latitude, longitude; ///< [country], NaN where not given
    Eigen::ArrayXd population;               ///< [country], persons
    Eigen::ArrayXd strength;                 ///< [country], str_i = capability rank / N in [0, 1]
    Eigen::ArrayXd impatience;               ///< [country], multiplies the gain of drafts that it initiates
    Eigen::ArrayXd susceptibility;           ///< [country], s_i; empty where all countries have that of the rule
    Eigen::ArrayXd threshold;                ///< [country], phi_i
    Eigen::ArrayXd assessment;               ///< [country], a_i, shares of the UN scale
    Eigen::ArrayXd initial_threat;           ///< [country], T0_i
    Eigen::ArrayXd initial_exposure;         ///< [country], auto_i(0)
    Eigen::ArrayXXd initial_anchor;          ///< [country, arena], b_ia(0)
    Eigen::ArrayXXd norm_offset;             ///< [country, norm], off_im

    TieGraph trade;     ///< D_ij
    TieGraph security;  ///< A_ij
    TieGraph caucus;    ///< R_ij
    TieGraph neighbours;  ///< 1 between neighbours, both ways
    TieGraph clients;   ///< patron -> client, aff by client ties
    TieGraph leverage;  ///< from k to i: D_ik (1 - D_ki), what k has over i; for rule elections alone
    std::vector<Group> groups;
    std::vector<SeatTerm> recorded_seats;
    std::vector<Event> events;  ///< by round
    int uprisings_recorded_until = -1;  ///< last round for which the world lists its uprisings; later ones are drawn

    int num_countries() const { return static_cast<int>(code.size()); }
    int num_arenas() const { return static_cast<int>(institutions.arenas.size()); }
    int num_norms() const { return static_cast<int>(institutions.norms.size()); }
    int num_forums() const { return static_cast<int>(institutions.forums.size()); }
    int num_leaders() const { return static_cast<int>(leaders.size()); }

    /// Calendar of a round, counted from 0.
    int year(int round) const { return start_year + (start_quarter - 1 + round) / 4; }
    int quarter(int round) const { return (start_quarter - 1 + round) % 4 + 1; }
    /// Whether a forum exists and meets in a round.
    bool meets(const Forum& forum, int round) const;
    CountryId country(std::string_view code) const;
    LeaderId leader(std::string_view id) const;
    RegionId region_named(std::string_view id) const;
    /// Empty where a country belongs to no region.
    std::string region_name(CountryId country) const;
    /// Appends the region of the next country.
    void add_region(const std::string& id);
    const Group* group(std::string_view id) const;
};

}  // namespace comity::agents
