#include "analysis/hindcast/score_card.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/hindcast/changes.hpp"
#include "analysis/hindcast/last_votes.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr double contested_below = 0.8;

/// Roll calls of the test years whose most frequent choice has less than 80 % of the votes.
std::vector<char> contested(const RecordedVotes& votes, const TestVotes& test)
{
    std::vector<char> found;
    for (int r = test.first; r < test.last; ++r) {
        long counts[3] = {}, all = 0;
        for (int i = 0; i < votes.num_countries(); ++i)
            if (const std::int8_t cast = votes.cast(i, r); cast != RecordedVotes::not_cast) {
                ++counts[cast];
                ++all;
            }
        found.push_back(static_cast<double>(*std::max_element(counts, counts + 3)) < contested_below * static_cast<double>(all));
    }
    return found;
}

/// The last vote known on each test vote's title.
std::vector<std::int8_t> last_known(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Window window)
{
    LastVotes last(votes);
    last.advance(votes.first_after(design.train_until));
    std::vector<std::int8_t> found;
    for (const TestVote& each : test.votes) {
        if (window == Window::rolling) last.advance(votes.first_after(votes.roll_calls[static_cast<std::size_t>(each.question.roll_call)].date.year - 1));
        found.push_back(last.of(each.question));
    }
    return found;
}

const RollCall& roll_call_of(const RecordedVotes& votes, const TestVote& vote) { return votes.roll_calls[static_cast<std::size_t>(vote.question.roll_call)]; }

/// What chances foretell of changes of vote.
void add_changes(const TestVotes& test, const std::vector<std::int8_t>& last, const Chances& chances, const Eigen::MatrixXd& weights, CardRow row,
                 std::vector<CardRow>& card)
{
    const ChangeScores found = change_scores(test, last, chances, weights);
    const auto add = [&](const char* metric, const Estimate& estimate, long n) {
        row.metric = metric;
        row.estimate = estimate;
        row.n = n;
        if (n > 0) card.push_back(row);
    };
    add("change_precision", found.precision, found.foretold);
    add("change_recall", found.recall, found.came);
    add("change_recall_at_half", found.recall_at_half, found.came);
}

/// The forecast of the model that this one is a part of, null where it is whole.
const Forecast* whole_of(const Forecast& part, const std::vector<Forecast>& forecasts)
{
    const auto found = std::find_if(forecasts.begin(), forecasts.end(), [&](const Forecast& each) {
        return each.model == part.less_than && each.mode == part.mode && each.window == part.window;
    });
    return found == forecasts.end() ? nullptr : &*found;
}

/// The row of a metric, null where there is none.
const CardRow* find(const std::vector<CardRow>& card, const std::string& mode, const std::string& window, const std::string& model, const char* subset, const char* metric)
{
    const auto found = std::find_if(card.begin(), card.end(), [&](const CardRow& row) {
        return row.mode == mode && row.window == window && row.model == model && row.subset == subset && row.metric == metric;
    });
    return found == card.end() ? nullptr : &*found;
}

/// Accuracy and log loss by mode and window.
std::string votes_as_text(const std::vector<CardRow>& card)
{
    const bool parts = std::any_of(card.begin(), card.end(), [](const CardRow& row) { return row.metric == "nats_lost"; });
    std::string text, heading;
    for (const CardRow& row : card) {
        if (row.subset != "all" || row.metric != "accuracy") continue;
        const auto with_interval = [&](const char* subset, const char* metric) {
            const CardRow* of = find(card, row.mode, row.window, row.model, subset, metric);
            return of ? fmt::format("{:.4f} [{:.4f}, {:.4f}]", of->estimate.value, of->estimate.low, of->estimate.high) : std::string("-");
        };
        const auto plain = [&](const char* subset, const char* metric) {
            const CardRow* of = find(card, row.mode, row.window, row.model, subset, metric);
            return of ? fmt::format("{:.4f}", of->estimate.value) : std::string("-");
        };
        const auto line = [&](const std::array<std::string, 7>& cells) {
            std::string all = fmt::format("  {:<21} {:<9} {:<24} {:<24} {:<7} {:<7}", cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
            if (parts) all += " " + cells[6];
            text += all.erase(all.find_last_not_of(' ') + 1) + "\n";
        };
        if (const std::string title = fmt::format("{}, {}", row.mode, row.window); title != heading) {
            heading = title;
            text += fmt::format("{}{}: {} votes\n", text.empty() ? "" : "\n", title, row.n);
            line({"model", "accuracy", "log loss", "contested", "new", "ECE", "nats lost"});
        }
        line({row.model, fmt::format("{:.4f}", row.estimate.value), with_interval("all", "log_loss"), with_interval("contested", "log_loss"),
              plain("new_titles", "log_loss"), plain("all", "ece"), with_interval("all", "nats_lost")});
    }
    return text;
}

/// Whole roll calls and years: a line for each window, subset and model.
std::string aggregates_as_text(const std::vector<CardRow>& card)
{
    std::string text;
    const CardRow* before = nullptr;
    for (const CardRow& row : card) {
        if (row.mode != "aggregate") continue;
        const auto same = [&](const CardRow& other) { return row.window == other.window && row.subset == other.subset && row.model == other.model; };
        if (before && same(*before)) continue;
        before = &row;
        const auto shown = [&](const char* metric) {
            const CardRow* of = find(card, row.mode, row.window, row.model, row.subset.c_str(), metric);
            return of ? fmt::format("{:.4f}", of->estimate.value) : std::string("-");
        };
        const auto line = [](const auto&... cells) { return fmt::format("  {:<8} {:<20} {:<16} {:<8} {:<8} {:<12} {}\n", cells...); };
        if (text.empty()) text += "\naggregates\n" + line("window", "of", "model", "MAE", "CRPS", "coverage 50", "coverage 90");
        text += line(row.window, row.subset, row.model, shown("mae"), shown("crps"), shown("coverage50"), shown("coverage90"));
    }
    return text;
}

}  // namespace

std::vector<Subset> subsets(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Window window, const std::vector<char>& eu)
{
    std::vector<Subset> all;
    const auto add = [&](const std::string& name, auto&& counts) {
        Subset subset{name, {}};
        for (std::size_t v = 0; v < test.votes.size(); ++v) subset.counted.push_back(counts(v));
        if (std::count(subset.counted.begin(), subset.counted.end(), 1) > 0) all.push_back(std::move(subset));
    };
    const std::vector<char> close = contested(votes, test);
    const std::vector<std::int8_t> last = last_known(votes, test, design, window);
    std::set<std::string> topics;
    for (const TestVote& each : test.votes) topics.insert(roll_call_of(votes, each).topic);
    add("all", [](std::size_t) { return true; });
    add("contested", [&](std::size_t v) { return close[static_cast<std::size_t>(test.place[v])] != 0; });
    add("human_rights", [&](std::size_t v) {
        const std::string& topic = roll_call_of(votes, test.votes[v]).topic;
        return topic == "hr" || topic == "cs";
    });
    add("new_titles", [&](std::size_t v) { return last[v] == RecordedVotes::not_cast; });
    add("changed", [&](std::size_t v) { return last[v] != RecordedVotes::not_cast && last[v] != static_cast<std::int8_t>(test.votes[v].cast); });
    for (const std::string& topic : topics) add(topic, [&](std::size_t v) { return roll_call_of(votes, test.votes[v]).topic == topic; });
    for (int year = design.test.first; year <= design.test.last; ++year)
        add(std::to_string(year), [&](std::size_t v) { return roll_call_of(votes, test.votes[v]).date.year == year; });
    for (const char* country : {"CHN", "RUS", "USA"}) add(country, [&](std::size_t v) { return test.votes[v].question.country == votes.row(country); });
    add("EU", [&](std::size_t v) { return eu[static_cast<std::size_t>(test.votes[v].question.country)] != 0; });
    return all;
}

std::vector<CardRow> score_card(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, const std::vector<char>& eu,
                                const std::vector<Forecast>& forecasts, const Eigen::MatrixXd& weights)
{
    std::vector<CardRow> card;
    for (const Window window : {Window::frozen, Window::rolling}) {
        const std::vector<Subset> parts = subsets(votes, test, design, window, eu);
        const std::vector<std::int8_t> last = last_known(votes, test, design, window);
        const auto add = [&](const Forecast& forecast) {
            for (const Subset& part : parts) {
                const Scores found = scores(test.votes, forecast.chances, part.counted, test.place, weights);
                CardRow row{word(forecast.mode), word(window), forecast.model, part.name, "", {}, found.votes};
                const std::pair<const char*, Estimate> metrics[] = {{"accuracy", found.accuracy}, {"log_loss", found.log_loss}, {"brier", found.brier}, {"ece", found.ece}};
                for (const auto& [metric, estimate] : metrics) {
                    row.metric = metric;
                    row.estimate = estimate;
                    card.push_back(row);
                }
                if (const Forecast* whole = whole_of(forecast, forecasts)) {
                    row.metric = "nats_lost";
                    row.estimate = log_loss_above(test.votes, forecast.chances, whole->chances, part.counted, test.place, weights);
                    card.push_back(row);
                }
                if (part.name == "all") add_changes(test, last, forecast.chances, weights, row, card);
            }
        };
        for (const Mode mode : {Mode::unconditional, Mode::conditional})
            for (const Forecast& forecast : forecasts)
                if (forecast.window == window && forecast.mode == mode) add(forecast);
    }
    return card;
}

std::string as_csv(const std::vector<CardRow>& card)
{
    std::string text = "mode,window,model,subset,metric,value,low,high,n\n";
    for (const CardRow& row : card)
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", row.mode, row.window, row.model, row.subset, row.metric, sim::number(row.estimate.value),
                            sim::number(row.estimate.low), sim::number(row.estimate.high), row.n);
    return text;
}

std::string as_json(const std::vector<CardRow>& card)
{
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const CardRow& row : card)
        all.push_back({{"mode", row.mode}, {"window", row.window}, {"model", row.model}, {"subset", row.subset}, {"metric", row.metric},
                       {"value", row.estimate.value}, {"low", row.estimate.low}, {"high", row.estimate.high}, {"n", row.n}});
    return all.dump(1) + "\n";
}

std::string as_text(const std::vector<CardRow>& card)
{
    return votes_as_text(card) + aggregates_as_text(card);
}

}  // namespace comity::analysis
