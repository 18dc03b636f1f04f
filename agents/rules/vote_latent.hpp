#pragma once
// What moves a voter (first half of rule 4.6): its latent inclination, and the lines that leaders announce.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "agents/draft.hpp"
#include "sim/room.hpp"

namespace comity::agents {

struct World;
struct Setting;
struct VotingParams;
class Influence;

/// What leaders pull with on each country's latent, the same for all drafts of a forum: made once a forum and round.
///
/// The latent adds sum_g y_gv (k_v leverage_ig + bandwagon_ga weakness_i) over the leaders g with a line, but nothing of a leader for its own
/// members. L_ig = sum_{j in g} D_ij (1 - D_ji) e_jf.
///
/// Shape: [row, leader] and [row], a row for each country asked for, padded with zeros
struct LeaderPull {
    LeaderPull(std::size_t rows, std::size_t leaders, std::pmr::memory_resource* room)
        : height(rows), leverages(rows * leaders, room), weakness(rows, room), led(room), led_from(1, 0, room)
    {
    }
    double* leverage(std::size_t leader) { return leverages.data() + height * leader; }
    const double* leverage(std::size_t leader) const { return leverages.data() + height * leader; }
    /// Rows of a leader's own members.
    std::span<const std::int32_t> own(std::size_t leader) const { return {led.data() + led_from[leader], led.data() + led_from[leader + 1]}; }

    std::size_t height;
    sim::Column<double> leverages;  ///< lam_E L_ig, 0 for own members, leader by leader
    sim::Column<double> weakness;   ///< 1 - str_i
    std::pmr::vector<std::int32_t> led;       ///< rows of leaders' own members, leader by leader
    std::pmr::vector<std::size_t> led_from;   ///< [leader + 1], where those of a leader begin in `led`
};
/// For `countries`, ascending; padded to `height` rows.
LeaderPull leader_pull(const World& now, const Setting& setting, ForumId forum, const VotingParams& params, std::span<const int> countries,
                       std::size_t height, std::pmr::memory_resource* room = std::pmr::get_default_resource());
/// For all countries.
LeaderPull leader_pull(const World& now, const Setting& setting, ForumId forum, const VotingParams& params,
                       std::pmr::memory_resource* room = std::pmr::get_default_resource());
/// lam_B (2 p_ga - 1): how much a leader's success in an arena draws the weak.
double bandwagon(const World& now, LeaderId leader, ArenaId arena, const VotingParams& params);

/// How close countries are to the target of a draft, aff_i in [0, 1], [country]: 1 for the target itself, else the largest of a country's
/// tie as patron, .3 pi times the tie of a partner that is patron, and K_i,target / max_j K_ij. 0 without a target.
void affinities(const World& now, const Setting& setting, const Influence& influence, CountryId target, Eigen::ArrayXd& affinity);

/// Sets the inclinations of all leaders on a draft: the leading terms of the latent at a leader's position, slope (x_ga - cut) + z0
/// - lam_tgt aff_g, where aff_g is the mean over its members, weighted like x_ga by their presence summed over forums.
void incline_leaders(const World& now, const Setting& setting, const Influence& influence, Draft& draft, const VotingParams& params);

/// Sets the inclinations, and the lines y_gv that leaders announce: own draft 1, else the sign of the inclination where it exceeds the
/// half-band, else 0; 0 for a leader without members.
void announce_lines(const World& now, const Setting& setting, const Influence& influence, Draft& draft, const VotingParams& params);

/// Latent z_iv of every country, member or not: slope (x_im - cut) + z0 + sum_g y_g (k leverage_ig + bandwagon_ga weakness_i) - lam_tgt aff_i,
/// into `z` [country]. x_im = x_ia + off_im where the draft is on a sub-norm.
void latent(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull& pull,
            const VotingParams& params, Eigen::ArrayXd& z);

}  // namespace comity::agents
