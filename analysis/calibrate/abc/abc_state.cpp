#include "analysis/calibrate/abc/abc_state.hpp"

#include <cmath>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
double number(const Json& json, double undefined) { return json.is_null() ? undefined : json.get<double>(); }

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

Json list_of(const Eigen::VectorXd& values)
{
    Json list = Json::array();
    for (const double value : values) list.push_back(json_of(value));
    return list;
}

Eigen::VectorXd numbers(const Json& list)
{
    Eigen::VectorXd values(static_cast<Eigen::Index>(list.size()));
    for (std::size_t k = 0; k < list.size(); ++k) values(static_cast<Eigen::Index>(k)) = number(list[k], nan);
    return values;
}

Json rows_of(const Eigen::MatrixXd& values)
{
    Json rows = Json::array();
    for (Eigen::Index n = 0; n < values.rows(); ++n) rows.push_back(list_of(values.row(n).transpose()));
    return rows;
}

Eigen::MatrixXd table(const Json& rows)
{
    const std::size_t columns = rows.at(0).size();
    Eigen::MatrixXd values(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns));
    for (std::size_t n = 0; n < rows.size(); ++n) {
        if (rows[n].size() != columns) throw std::invalid_argument("rows of unlike length");
        values.row(static_cast<Eigen::Index>(n)) = numbers(rows[n]).transpose();
    }
    return values;
}

Json as_json(const Population& p)
{
    return {{"generation", p.generation}, {"tolerance", json_of(p.tolerance)}, {"attempts", p.attempts}, {"failed", p.failed},
            {"first_replicate", p.first_replicate}, {"places", rows_of(p.places)}, {"weights", list_of(p.weights)},
            {"distances", list_of(p.distances)}, {"statistics", rows_of(p.statistics)}, {"rows", p.rows}};
}

Population population_of(const Json& json)
{
    Population p;
    p.generation = json.at("generation");
    p.tolerance = number(json.at("tolerance"), infinite);
    p.attempts = json.at("attempts");
    p.failed = json.at("failed");
    p.first_replicate = json.at("first_replicate");
    p.places = table(json.at("places"));
    p.weights = numbers(json.at("weights"));
    p.distances = numbers(json.at("distances"));
    p.statistics = table(json.at("statistics"));
    p.rows = json.at("rows").get<std::vector<int>>();
    const Eigen::Index n = p.places.rows();
    if (p.weights.size() != n || p.distances.size() != n || p.statistics.rows() != n || static_cast<Eigen::Index>(p.rows.size()) != n)
        throw std::invalid_argument("a population whose tables have unlike lengths");
    return p;
}

Json as_json(const GenerationRecord& each)
{
    return {{"generation", each.generation}, {"tolerance", json_of(each.tolerance)}, {"attempts", each.attempts},
            {"failed", each.failed}, {"acceptance", each.acceptance}, {"effective", each.effective}};
}

GenerationRecord record_of(const Json& json)
{
    return {json.at("generation"), number(json.at("tolerance"), infinite), json.at("attempts"), json.at("failed"), json.at("acceptance"), json.at("effective")};
}

}  // namespace

nlohmann::ordered_json as_json(const AbcState& state)
{
    Json json{{"scale", list_of(state.scale.matrix())}, {"stopped", state.stopped}, {"history", Json::array()}};
    for (const GenerationRecord& each : state.history) json["history"].push_back(as_json(each));
    if (state.first) json["first"] = as_json(*state.first);
    if (state.last) json["last"] = as_json(*state.last);
    return json;
}

nlohmann::ordered_json as_json(const Posterior& posterior)
{
    Json json{{"block", posterior.block}, {"method", posterior.method}, {"parameters", Json::array()}, {"draws", rows_of(posterior.draws)}, {"diagnostics", Json::array()}};
    for (const FreeParameter& each : posterior.parameters) json["parameters"].push_back({{"path", each.path}, {"low", each.prior.low}, {"high", each.prior.high}});
    for (const Diagnostic& each : posterior.diagnostics)
        json["diagnostics"].push_back({{"quantity", each.quantity}, {"subject", each.subject}, {"value", json_of(each.value)}, {"note", each.note}});
    return json;
}

Posterior fitted_of(const nlohmann::ordered_json& json)
{
    Posterior posterior{json.at("block"), json.at("method"), {}, table(json.at("draws")), {}};
    for (const Json& each : json.at("parameters")) posterior.parameters.push_back({each.at("path"), {each.at("low"), each.at("high")}});
    for (const Json& each : json.at("diagnostics"))
        posterior.diagnostics.push_back({each.at("quantity"), each.at("subject"), number(each.at("value"), nan), each.at("note")});
    return posterior;
}

AbcState state_of(const nlohmann::ordered_json& json)
{
    AbcState state;
    state.scale = numbers(json.at("scale")).array();
    state.stopped = json.at("stopped");
    for (const Json& each : json.at("history")) state.history.push_back(record_of(each));
    if (json.contains("first")) state.first = population_of(json.at("first"));
    if (json.contains("last")) state.last = population_of(json.at("last"));
    return state;
}

}  // namespace comity::analysis
