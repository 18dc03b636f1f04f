#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/catalogue.hpp"
#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

std::string plain(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_float()) return sim::number(value.get<double>());
    if (value.is_null()) return "none";
    if (value.is_array()) {
        std::string text;
        for (const Json& item : value) text += (text.empty() ? "" : ", ") + plain(item);
        return text;
    }
    return value.dump();
}

/// What it may be; `unbounded` sides are null.
std::string range(const Json& of)
{
    if (of.contains("one_of")) return "one of " + plain(of["one_of"]);
    return fmt::format("[{}, {}]", of["low"].is_null() ? "-" : plain(of["low"]), of["high"].is_null() ? "-" : plain(of["high"]));
}

/// `0.05569 [0.05434, 0.05705]`.
std::string interval(const Json& of)
{
    return fmt::format("{} [{}, {}]", plain(of["mean"]), plain(of["low"]), plain(of["high"]));
}

void print_claim(const Json& of)
{
    fmt::print("{}  {}: {}\n    rule: {}\n    check: {}\n    effect: {}, expected {}; counter-case: {}; {} runs\n", plain(of["row"]), plain(of["result"]),
               plain(of["claim"]), plain(of["rule"]), plain(of["check"]), interval(of["effect"]), plain(of["expected"]), interval(of["counter_case"]),
               plain(of["runs"]));
    if (of.contains("note")) fmt::print("    note: {}\n", plain(of["note"]));
}

void print_item(const Json& item, const std::string& indent)
{
    if (item.contains("counter_case")) return print_claim(item);
    if (item.contains("parameter") && item.contains("default")) {
        const std::string unit = item.contains("unit") ? " " + plain(item["unit"]) : "";
        fmt::print("{}{} = {}   {}{}\n{}    {}\n{}    source: {}\n", indent, plain(item["parameter"]), plain(item["default"]), range(item), unit, indent,
                   plain(item["meaning"]), indent, plain(item["source"]));
        return;
    }
    if (item.contains("metric")) {
        fmt::print("{}{}   {} {}   ({}, {})\n{}    {}. {}\n", indent, plain(item["metric"]), range(item), plain(item["unit"]), plain(item["group"]), plain(item["kind"]), indent,
                   plain(item["title"]), plain(item["meaning"]));
        return;
    }
    for (const auto& [key, value] : item.items()) {
        const bool nested = value.is_object() || (value.is_array() && !value.empty() && value.front().is_object());
        if (!nested) {
            fmt::print("{}{}: {}\n", indent, key, plain(value));
            continue;
        }
        fmt::print("{}{}:\n", indent, key);
        if (value.is_object()) {
            print_item(value, indent + "  ");
            continue;
        }
        for (const Json& each : value) {
            print_item(each, indent + "  ");
            if (!each.contains("parameter") && !each.contains("metric")) fmt::print("\n");
        }
    }
}

}  // namespace

ExitCode describe(const DescribeOptions& options)
{
    sim::Problems problems;
    const Json found = description(options.name, problems);
    if (!problems.empty()) return report_problems(problems);
    if (found.is_null()) {
        report_error(fmt::format("nothing is called '{}'{} (comity list shows what there is)", options.name, sim::suggestion(options.name, known_names(problems))));
        return ExitCode::wrong_input;
    }
    if (options.json)
        fmt::print("{}\n", found.dump(2));
    else
        print_item(found, "");
    return ExitCode::done;
}

}  // namespace comity::analysis
