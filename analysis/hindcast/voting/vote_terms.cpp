#include "analysis/hindcast/voting/vote_terms.hpp"

#include <algorithm>
#include <cmath>

namespace comity::analysis {
namespace {

using Price = Term::Price;

/// Writes values one after another.
class Row {
public:
    explicit Row(Eigen::Ref<Eigen::VectorXd> row) : row_(row) { row_.setZero(); }
    void add(double value) { row_[next_++] = value; }
    void add(bool on, double value) { add(on ? value : 0); }
    void pair(bool on, double yes, double no)
    {
        add(on, yes);
        add(on, no);
    }

private:
    Eigen::Ref<Eigen::VectorXd> row_;
    Eigen::Index next_ = 0;
};

void add_pair(std::vector<Term>& terms, const char* name, Price price)
{
    terms.push_back({name, price, Term::Of::yes});
    terms.push_back({name, price, Term::Of::no});
}

constexpr std::int8_t choices[] = {2, 0, 1};

}  // namespace

std::vector<Term> expectation_terms()
{
    std::vector<Term> terms;
    for (const char* name : {"map", "own line", "bloc line", "drift"}) add_pair(terms, name, Price::core);
    for (const char* name : {"novelty", "likeness"}) terms.push_back({name, Price::dear});
    for ([[maybe_unused]] const std::int8_t last : choices) {
        for (const char* name : {"last", "last x age"}) terms.push_back({name, Price::core});
        for (const char* name : {"last x run", "last x volatility", "last x trend", "last x unrest"}) terms.push_back({name, Price::dear});
    }
    for (const char* name : {"beyond", "beyond x novelty", "beyond x last yes", "beyond x last no", "beyond x last abstain"})
        terms.push_back({name, Price::dear});
    for (const char* name : {"beyond x map", "beyond x own line", "beyond x bloc line"}) add_pair(terms, name, Price::dear);
    return terms;
}

void fill_expectation(const Prospect& text, const Steadiness& steadiness, int country, double beyond, const Mechanisms& on,
                      Eigen::Ref<Eigen::VectorXd> values)
{
    Row row(values);
    const int i = country;
    row.pair(on.map, text.map(i, 0), text.map(i, 1));
    row.pair(on.own_line, text.own_line(i, 0), text.own_line(i, 1));
    row.pair(on.bloc_line, text.bloc_line(i, 0), text.bloc_line(i, 1));
    row.pair(on.drift, text.drift[0], text.drift[1]);
    row.add(on.novelty, text.novelty);
    row.add(on.novelty, text.likeness);
    const std::int8_t last = text.line.last[i];
    for (const std::int8_t choice : choices) {
        const bool held = on.inertia && last == choice, moving = held && on.steadiness;
        row.add(held, 1);
        row.add(held, std::log(std::max(text.line.age[i], 1.0)));
        row.add(held, std::log1p(text.line.run[i]));
        row.add(moving, steadiness.volatility[i]);
        row.add(moving, steadiness.trend[i]);
        row.add(moving, std::log(text.line.unrest + 0.01));
    }
    row.add(beyond);
    row.add(on.novelty, beyond * text.novelty);
    for (const std::int8_t choice : choices) row.add(on.inertia && last == choice, beyond);
    row.pair(on.map, beyond * text.map(i, 0), beyond * text.map(i, 1));
    row.pair(on.own_line, beyond * text.own_line(i, 0), beyond * text.own_line(i, 1));
    row.pair(on.bloc_line, beyond * text.bloc_line(i, 0), beyond * text.bloc_line(i, 1));
}

std::vector<Term> pooling_terms()
{
    std::vector<Term> terms;
    for (const char* name : {"expected", "swing", "map, revealed"}) add_pair(terms, name, Price::core);
    for ([[maybe_unused]] const std::int8_t last : choices) {
        terms.push_back({"last", Price::core});
        for (const char* name : {"last x age", "last x inconstancy", "last x run", "last x left"}) terms.push_back({name, Price::dear});
    }
    return terms;
}

void fill_pooling(const Prospect& text, const Revealed& revealed, int country, const Mechanisms& on, Eigen::Ref<Eigen::VectorXd> values)
{
    Row row(values);
    const int i = country;
    row.pair(true, revealed.expected(i, 0), revealed.expected(i, 1));
    row.pair(on.swing, revealed.swing(i, 0), revealed.swing(i, 1));
    row.pair(on.map, revealed.map(i, 0), revealed.map(i, 1));
    for (const std::int8_t choice : choices) {
        const bool held = on.inertia && text.line.last[i] == choice, moving = held && on.steadiness;
        row.add(held, 1);
        row.add(held, std::log(std::max(text.line.age[i], 1.0)));
        row.add(moving, text.line.inconstancy[i]);
        row.add(held, std::log1p(text.line.run[i]));
        row.add(held && on.swing, revealed.left);
    }
}

}  // namespace comity::analysis
