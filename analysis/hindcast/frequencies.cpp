#include "analysis/hindcast/frequencies.hpp"

#include <map>

#include "analysis/hindcast/last_votes.hpp"

namespace comity::analysis {
namespace {

using Counts = Eigen::Array3d;  // of no, abstain, yes

/// (n + weight prior) / (N + weight)
Counts shrunk(const Counts& counts, const Counts& prior, double weight) { return (counts + weight * prior) / (counts.sum() + weight); }

Counts one(std::int8_t choice) { return Eigen::Vector3d::Unit(choice).array(); }

/// Frequencies of a window of years.
class WindowCounts {
public:
    WindowCounts(const RecordedVotes& votes, int origin) : votes_(votes)
    {
        for (int r = votes.first_after(origin - years_of_window); r < votes.first_after(origin); ++r) {
            Topic& topic = topics_[votes.roll_calls[static_cast<std::size_t>(r)].topic];
            if (topic.of.empty()) topic.of.assign(votes.countries.size(), Counts::Zero());
            for (int i = 0; i < votes.num_countries(); ++i)
                if (votes.cast(i, r) != RecordedVotes::not_cast) {
                    topic.all += one(votes.cast(i, r));
                    topic.of[static_cast<std::size_t>(i)] += one(votes.cast(i, r));
                }
        }
        for (const auto& [name, topic] : topics_) all_ += topic.all;
    }

    Counts marginal() const { return all_ / all_.sum(); }
    Counts topic(int roll_call) const
    {
        const Topic* found = find(roll_call);
        return shrunk(found ? found->all : Counts(Counts::Zero()), marginal(), 10);
    }
    Counts country(const Question& question) const
    {
        const Topic* found = find(question.roll_call);
        return shrunk(found ? found->of[static_cast<std::size_t>(question.country)] : Counts(Counts::Zero()), topic(question.roll_call), 4);
    }

private:
    struct Topic {
        Counts all = Counts::Zero();
        std::vector<Counts> of;  // [country]
    };
    const Topic* find(int roll_call) const
    {
        const auto found = topics_.find(votes_.roll_calls[static_cast<std::size_t>(roll_call)].topic);
        return found == topics_.end() ? nullptr : &found->second;
    }

    const RecordedVotes& votes_;
    std::map<std::string, Topic> topics_;
    Counts all_ = Counts::Zero();
};

Chances each_question(const Task& task, auto&& chances)
{
    Chances found(static_cast<Eigen::Index>(task.questions.size()), 3);
    for (std::size_t q = 0; q < task.questions.size(); ++q) found.row(static_cast<Eigen::Index>(q)) = chances(task.questions[q]).transpose();
    return found;
}

/// Share of a year's votes that repeat the last one on the same title of the years before.
double share_repeated(const RecordedVotes& votes, int year)
{
    LastVotes last(votes);
    last.advance(votes.first_after(year - 1));
    double repeated = 0, compared = 0;
    for (int r = votes.first_after(year - 1); r < votes.first_after(year); ++r)
        for (int i = 0; i < votes.num_countries(); ++i) {
            const std::int8_t before = last.of({i, r});
            if (before == RecordedVotes::not_cast || votes.cast(i, r) == RecordedVotes::not_cast) continue;
            repeated += before == votes.cast(i, r);
            ++compared;
        }
    return compared > 0 ? repeated / compared : 0;
}

/// Counts of revealed votes on each roll call, by group.
Counts revealed_on(const Task& task, int roll_call, auto&& counts)
{
    Counts found = Counts::Zero();
    for (int i = 0; i < task.known.num_countries(); ++i)
        if (const std::int8_t cast = task.revealed(i, roll_call); cast != RecordedVotes::not_cast && counts(i)) found += one(cast);
    return found;
}

}  // namespace

Chances marginal(const Task& task)
{
    const WindowCounts window(task.known, task.origin);
    return each_question(task, [&](const Question&) { return window.marginal(); });
}

Chances by_topic(const Task& task)
{
    const WindowCounts window(task.known, task.origin);
    return each_question(task, [&](const Question& question) { return window.topic(question.roll_call); });
}

Chances by_country_and_topic(const Task& task)
{
    const WindowCounts window(task.known, task.origin);
    return each_question(task, [&](const Question& question) { return window.country(question); });
}

Chances last_on_same_title(const Task& task)
{
    const WindowCounts window(task.known, task.origin);
    const double repeated = share_repeated(task.known, task.origin);
    LastVotes last(task.known);
    last.advance(task.known.first_after(task.origin));
    return each_question(task, [&](const Question& question) -> Counts {
        const Counts otherwise = window.country(question);
        const std::int8_t before = last.of(question);
        if (before == RecordedVotes::not_cast) return otherwise;
        return repeated * one(before) + (1 - repeated) * otherwise;
    });
}

Chances by_revealed(const Task& task)
{
    const WindowCounts window(task.known, task.origin);
    std::map<int, Counts> of;  // by roll call
    return each_question(task, [&](const Question& question) {
        const auto [found, made] = of.try_emplace(question.roll_call);
        if (made) found->second = shrunk(revealed_on(task, question.roll_call, [](int) { return true; }), window.topic(question.roll_call), 2);
        return found->second;
    });
}

Chances by_revealed_group(const Task& task, const Grouping& groups)
{
    const Chances all = by_revealed(task);
    Eigen::Index q = 0;
    return each_question(task, [&](const Question& question) -> Counts {
        const int group = groups[static_cast<std::size_t>(question.country)];
        const Counts otherwise = all.row(q++).transpose();
        if (group < 0) return otherwise;
        return shrunk(revealed_on(task, question.roll_call, [&](int i) { return groups[static_cast<std::size_t>(i)] == group; }), otherwise, 2);
    });
}

}  // namespace comity::analysis
