#include "analysis/hindcast/spatial_models.hpp"

#include "analysis/fit/spatial_fit.hpp"
#include "analysis/hindcast/frequencies.hpp"

namespace comity::analysis {
namespace {

/// The roll calls asked about, each once, and their places among them.
struct Asked {
    std::vector<int> roll_calls;
    std::map<int, int> place;
};

Asked asked(const Task& task)
{
    Asked found;
    for (const Question& question : task.questions)
        if (found.place.try_emplace(question.roll_call, static_cast<int>(found.roll_calls.size())).second) found.roll_calls.push_back(question.roll_call);
    return found;
}

RollCalls revealed_votes(const Task& task, const std::vector<int>& roll_calls)
{
    RollCalls calls;
    calls.num_countries = task.known.num_countries();
    calls.num_items = static_cast<int>(roll_calls.size());
    for (std::size_t k = 0; k < roll_calls.size(); ++k)
        for (int i = 0; i < calls.num_countries; ++i)
            if (const std::int8_t cast = task.revealed(i, roll_calls[k]); cast != RecordedVotes::not_cast)
                calls.votes.push_back({i, static_cast<int>(k), static_cast<Choice>(cast)});
    return calls;
}

}  // namespace

Chances RevealedSpatial::operator()(const Task& task)
{
    auto [points, fresh] = points_.try_emplace(task.origin);
    if (fresh) {
        const RecordedVotes& known = task.known;
        const RollCalls window = window_of(known, known.first_after(task.origin - years_of_window), known.first_after(task.origin));
        points->second = standardised(fit_spatial(window, dimensions_, {}, known.row("USA")).points);
    }
    const Asked items = asked(task);
    const Eigen::MatrixXd fitted = fit_items(revealed_votes(task, items.roll_calls), points->second, {});
    Chances chances(static_cast<Eigen::Index>(task.questions.size()), 3);
    for (std::size_t q = 0; q < task.questions.size(); ++q)
        chances.row(static_cast<Eigen::Index>(q)) =
            spatial_chances(points->second.col(task.questions[q].country), fitted.col(items.place.at(task.questions[q].roll_call))).transpose();
    return chances;
}

Chances with_memory(const Chances& spatial, const Chances& last, const Chances& otherwise)
{
    Chances pooled = spatial * last / otherwise;
    pooled.colwise() /= pooled.rowwise().sum().eval();
    return pooled;
}

}  // namespace comity::analysis
