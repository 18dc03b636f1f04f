#include "agents/measures/small_states.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

/// Countries whose capability is below the median.
std::vector<int> below_median(const Eigen::ArrayXd& capability)
{
    std::vector<double> sorted(capability.data(), capability.data() + capability.size());
    const std::size_t middle = sorted.size() / 2;
    std::sort(sorted.begin(), sorted.end());
    const double median = sorted.size() % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    std::vector<int> found;
    for (Eigen::Index i = 0; i < capability.size(); ++i)
        if (capability(i) < median) found.push_back(static_cast<int>(i));
    return found;
}

constexpr int most_counted = 255;

}  // namespace

SmallStateMeasure::SmallStateMeasure(const Setting& setting)
    : won_(static_cast<std::size_t>(setting.num_countries()), 0),
      cast_(won_),
      success_(Eigen::ArrayXXf::Zero(setting.num_countries(), 4)),
      votes_(success_)
{
}

void SmallStateMeasure::reset()
{
    success_.setZero();
    votes_.setZero();
}

std::vector<Column> SmallStateMeasure::columns() const
{
    return {{{"small_state_success", "Success of small countries", "1", "institutions",
              "share of non-unanimous votes won in the last four rounds, times the capacity of the forum (C_f), mean over countries below the median capability", 0, 1},
             Summary::end | Summary::mean}};
}

void SmallStateMeasure::flush(double capacity, Eigen::Index slot)
{
    const auto c = static_cast<float>(capacity);
    float* success = success_.col(slot).data();
    float* votes = votes_.col(slot).data();
    for (std::size_t i = 0; i < won_.size(); ++i) {
        success[i] += c * static_cast<float>(won_[i]);
        votes[i] += static_cast<float>(cast_[i]);
    }
    std::fill(won_.begin(), won_.end(), std::uint8_t{0});
    std::fill(cast_.begin(), cast_.end(), std::uint8_t{0});
}

void SmallStateMeasure::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    const Eigen::Index slot = (world.round - 1) % 4;
    success_.col(slot).setZero();
    votes_.col(slot).setZero();
    const std::size_t n = won_.size();
    int counted = 0;
    ForumId forum;
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        const Outcome& o = record.outcomes.of[v];
        if (o.unanimous) continue;
        const ForumId here = record.agenda.drafts[v].forum;
        // Counts are bytes, so that a vector register holds many countries; they are emptied before they can overflow.
        if (counted > 0 && (here.index != forum.index || counted == most_counted)) {
            flush(world.capacity(forum.index), slot);
            counted = 0;
        }
        forum = here;
        ++counted;
        const std::int8_t* __restrict vote = record.ballots.votes.col(static_cast<Eigen::Index>(v)).data();
        const auto prevailed = static_cast<std::int8_t>(o.adopted ? Vote::yes : Vote::no);
        constexpr auto last_cast = static_cast<std::int8_t>(Vote::yes);
        std::uint8_t* __restrict won = won_.data();
        std::uint8_t* __restrict cast = cast_.data();
        for (std::size_t i = 0; i < n; ++i) {
            won[i] = static_cast<std::uint8_t>(won[i] + (vote[i] == prevailed));
            cast[i] = static_cast<std::uint8_t>(cast[i] + (vote[i] <= last_cast));
        }
    }
    if (counted > 0) flush(world.capacity(forum.index), slot);

    if (ranked_by_.size() != world.capability.size() || (ranked_by_ != world.capability).any()) {
        ranked_by_ = world.capability;
        small_ = below_median(ranked_by_);
    }
    double sum = 0, countries = 0;
    for (const int i : small_) {
        const float votes = votes_(i, 0) + votes_(i, 1) + votes_(i, 2) + votes_(i, 3);
        if (votes == 0) continue;
        sum += (success_(i, 0) + success_(i, 1) + success_(i, 2) + success_(i, 3)) / votes;
        countries += 1;
    }
    row.put(ratio(sum, countries));
}

}  // namespace comity::agents
