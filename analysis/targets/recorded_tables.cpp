#include "analysis/targets/recorded_tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

namespace fs = std::filesystem;
using agents::Vote;
using sim::CsvTable;

/// Votes of a roll call as the model writes them, [country].
std::vector<std::int8_t> votes_on(const RecordedVotes& votes, int roll_call)
{
    std::vector<std::int8_t> column(static_cast<std::size_t>(votes.num_countries()));
    for (int i = 0; i < votes.num_countries(); ++i) {
        const std::int8_t choice = votes.cast(i, roll_call);
        column[static_cast<std::size_t>(i)] = choice == RecordedVotes::not_cast ? static_cast<std::int8_t>(Vote::absent) : static_cast<std::int8_t>(choice - 1);
    }
    return column;
}

Years years_of(const RecordedVotes& votes)
{
    return votes.roll_calls.empty() ? Years{0, -1} : Years{votes.roll_calls.front().date.year, votes.roll_calls.back().date.year};
}

/// A table whose cells are numbers, marks and years; what cannot be is a problem with its place.
class Cells {
public:
    Cells(const CsvTable& table, sim::Problems& problems) : table_(table), problems_(problems) {}

    int whole(std::size_t row, std::size_t column, int low, int high)
    {
        const auto number = sim::to_integer(table_.cell(row, column));
        if (number && low <= *number && *number <= high) return static_cast<int>(*number);
        refuse(row, column, fmt::format("a whole number from {} to {}", low, high));
        return low;
    }
    int year(std::size_t row, std::size_t column) { return whole(row, column, 1946, 9999); }
    Vote mark(std::size_t row, std::size_t column)
    {
        const std::string& cell = table_.cell(row, column);
        if (cell == "Y") return Vote::yes;
        if (cell == "A") return Vote::abstain;
        if (cell == "N") return Vote::no;
        if (cell != "X" && !cell.empty()) refuse(row, column, "Y, A, N or X (absent)");
        return Vote::absent;
    }
    std::string word(std::size_t row, std::size_t column, const std::vector<std::string>& known)
    {
        const std::string& cell = table_.cell(row, column);
        if (std::find(known.begin(), known.end(), cell) == known.end()) refuse(row, column, fmt::format("{}", fmt::join(known, ", ")));
        return cell;
    }

private:
    void refuse(std::size_t row, std::size_t column, const std::string& allowed)
    {
        problems_.push_back({table_.place(row, column), fmt::format("{} is '{}', but must be {}", table_.columns()[column], table_.cell(row, column), allowed)});
    }

    const CsvTable& table_;
    sim::Problems& problems_;
};

/// The first and last of the years that `take` was called with.
struct Span {
    Years years{9999, -1};
    void take(int year) { years = {std::min(years.first, year), std::max(years.last, year)}; }
};

/// Columns of the permanent members' votes.
struct PermanentVotes {
    explicit PermanentVotes(const CsvTable& table)
        : chn(table.require("CHN")), fra(table.require("FRA")), gbr(table.require("GBR")), rus(table.require("RUS")), usa(table.require("USA"))
    {
    }
    void read(Cells& cells, std::size_t row, CouncilText& text) const
    {
        text.chn = cells.mark(row, chn);
        text.rus = cells.mark(row, rus);
        text.usa = cells.mark(row, usa);
        for (const std::size_t other : {fra, gbr}) text.other_abstentions += cells.mark(row, other) == Vote::abstain;
        text.other_abstentions += text.usa == Vote::abstain;
    }
    std::size_t chn, fra, gbr, rus, usa;
};

void add_council(TargetRecord& record, const fs::path& adopted, const fs::path& failed, sim::Problems& problems)
{
    Span span;
    const auto put = [&](int year, const CouncilText& text) {
        Sums sums = Sums::Zero();
        add_council_text(sums, text);
        record.add(TargetSource::council, year, sums);
    };
    const CsvTable resolutions = CsvTable::read(adopted);
    Cells of_adopted(resolutions, problems);
    const auto year = resolutions.require("year"), yes = resolutions.require("yes"), no = resolutions.require("no"), abstain = resolutions.require("abstain");
    const PermanentVotes permanent(resolutions);
    for (std::size_t row = 0; row < resolutions.num_rows(); ++row) {
        CouncilText text;
        const int counts[] = {of_adopted.whole(row, yes, 0, 15), of_adopted.whole(row, no, 0, 15), of_adopted.whole(row, abstain, 0, 15)};
        text.divided = std::count_if(std::begin(counts), std::end(counts), [](int each) { return each > 0; }) > 1;
        permanent.read(of_adopted, row, text);
        const int when = of_adopted.year(row, year);
        span.take(when);
        put(when, text);
    }
    record.cover(TargetSource::council, span.years);

    const CsvTable drafts = CsvTable::read(failed);
    Cells of_failed(drafts, problems);
    const auto year_failed = drafts.require("year"), outcome = drafts.require("outcome");
    const PermanentVotes votes(drafts);
    for (std::size_t row = 0; row < drafts.num_rows(); ++row) {
        CouncilText text;
        text.fate = of_failed.word(row, outcome, {"vetoed", "not_adopted"}) == "vetoed" ? CouncilText::Fate::vetoed : CouncilText::Fate::short_of_votes;
        votes.read(of_failed, row, text);
        put(of_failed.year(row, year_failed), text);
    }
}

void add_rights_council(TargetRecord& record, const fs::path& file, sim::Problems& problems)
{
    const CsvTable table = CsvTable::read(file);
    Cells cells(table, problems);
    const auto year = table.require("year"), kind = table.require("kind"), yes = table.require("yes"), no = table.require("no");
    Span span;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        if (cells.word(row, kind, {"resolution", "decision", "amendment"}) == "amendment") continue;
        Sums sums = Sums::Zero();
        at(sums, Sum::rights_council_texts) = 1;
        at(sums, Sum::rights_council_failed) = cells.whole(row, yes, 0, 1000) <= cells.whole(row, no, 0, 1000);
        const int when = cells.year(row, year);
        span.take(when);
        record.add(TargetSource::rights_council, when, sums);
    }
    record.cover(TargetSource::rights_council, span.years);
}

void add_points(TargetRecord& record, const fs::path& file, sim::Problems& problems)
{
    struct Year {
        double chn = NAN, rus = NAN, sum = 0, squares = 0;
        int countries = 0;
    };
    const CsvTable table = CsvTable::read(file);
    Cells cells(table, problems);
    const auto country = table.require("iso3"), year = table.require("year"), all = table.require("ideal_all"), rights = table.require("ideal_hr");
    const auto point = [&](std::size_t row, std::size_t column) {
        const auto value = sim::to_double(table.cell(row, column));
        if (!value && !table.cell(row, column).empty())
            problems.push_back({table.place(row, column), fmt::format("{} is '{}', but must be a number or empty", table.columns()[column], table.cell(row, column))});
        return value.value_or(NAN);
    };
    std::map<int, Year> years;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        Year& each = years[cells.year(row, year)];
        if (table.cell(row, country) == "CHN") each.chn = point(row, rights);
        if (table.cell(row, country) == "RUS") each.rus = point(row, rights);
        const double x = point(row, all);
        if (std::isnan(x)) continue;
        each.sum += x;
        each.squares += x * x;
        ++each.countries;
    }
    Span span;
    for (const auto& [when, each] : years) {
        Sums sums = Sums::Zero();
        if (const double gap = each.chn - each.rus; !std::isnan(gap)) {
            at(sums, Sum::position_gap) = gap;
            at(sums, Sum::gap_looks) = 1;
        }
        if (const double n = each.countries; n > 1) {
            at(sums, Sum::position_spread) = std::sqrt((each.squares - each.sum * each.sum / n) / (n - 1));
            at(sums, Sum::spread_looks) = 1;
        }
        span.take(when);
        record.add(TargetSource::published_points, when, sums);
    }
    record.cover(TargetSource::published_points, span.years);
}

/// Parties at the end of each year: the table lists when each joined.
void add_treaty(TargetRecord& record, const fs::path& file, int last, sim::Problems& problems)
{
    const CsvTable table = CsvTable::read(file);
    Cells cells(table, problems);
    const auto year = table.require("ratification_year");
    std::map<int, int> joined;
    for (std::size_t row = 0; row < table.num_rows(); ++row) ++joined[cells.year(row, year)];
    if (joined.empty()) return;
    const int first = joined.begin()->first;
    last = std::max(last, joined.rbegin()->first);
    Sums parties = Sums::Zero();
    for (int each = first; each <= last; ++each) {
        at(parties, Sum::treaty_parties) += joined[each];
        record.add(TargetSource::treaty, each, parties);
    }
    record.cover(TargetSource::treaty, {first, last});
}

}  // namespace

std::vector<UnionTerm> union_terms(const scenarios::WorldTables& tables)
{
    std::vector<UnionTerm> terms;
    for (const scenarios::TermRow& term : tables.groups)
        if (term.body == "EU") terms.push_back({tables.countries[static_cast<std::size_t>(term.country)].code, {term.from, term.until}});
    return terms;
}

std::vector<Subjects> subjects_of(const RecordedVotes& votes, const fs::path& table)
{
    std::unordered_set<std::string> coded;
    bool codes = false;
    if (!table.empty()) {
        const CsvTable roll_calls = CsvTable::read(table);
        const auto id = roll_calls.column("rid"), code = roll_calls.column("v_hr");
        codes = id && code;
        for (std::size_t row = 0; codes && row < roll_calls.num_rows(); ++row)
            if (roll_calls.cell(row, *code) == "1") coded.insert(roll_calls.cell(row, *id));
    }
    std::vector<Subjects> subjects;
    for (const RollCall& each : votes.roll_calls) {
        const bool rights = codes ? coded.contains(each.id) : each.topic == "hr" || each.topic == "cs";
        subjects.push_back({rights, each.topic == "ni", each.topic == "nu" || each.topic == "di"});
    }
    return subjects;
}

void add_assembly(TargetRecord& record, const RecordedVotes& votes, const std::vector<Subjects>& subjects, const std::vector<UnionTerm>& eu)
{
    const Followed followed(votes.countries);
    std::map<int, std::vector<int>> members;  // by year
    for (int r = 0; r < votes.num_roll_calls(); ++r) {
        const int year = votes.roll_calls[static_cast<std::size_t>(r)].date.year;
        if (!members.contains(year))
            for (const UnionTerm& term : eu)
                if (const int row = votes.row(term.country); row >= 0 && term.years.contain(year)) members[year].push_back(row);
        Sums sums = Sums::Zero();
        add_assembly_text(sums, subjects[static_cast<std::size_t>(r)], votes_on(votes, r), followed, members[year]);
        record.add(TargetSource::assembly, year, sums);
    }
    record.cover(TargetSource::assembly, years_of(votes));
}

PairYears recorded_pairs(const RecordedVotes& votes)
{
    PairYears pairs(years_of(votes), votes.countries);
    for (int r = 0; r < votes.num_roll_calls(); ++r) pairs.add(votes.roll_calls[static_cast<std::size_t>(r)].date.year, votes_on(votes, r));
    return pairs;
}

void add_tables(TargetRecord& record, const fs::path& folder, sim::Problems& problems, std::vector<std::string>& notes)
{
    const auto there = [&](const char* name) {
        if (fs::exists(folder / name)) return true;
        notes.push_back(fmt::format("{} is not there: its targets are left out", (folder / name).string()));
        return false;
    };
    const bool adopted = there("unsc_resolutions.csv"), failed = there("unsc_failed_drafts.csv");
    if (adopted && failed) add_council(record, folder / "unsc_resolutions.csv", folder / "unsc_failed_drafts.csv", problems);
    if (there("hrc_rollcalls.csv")) add_rights_council(record, folder / "hrc_rollcalls.csv", problems);
    if (there("ideal_points_bsv.csv")) add_points(record, folder / "ideal_points_bsv.csv", problems);
    const int last = std::max(record.covered(TargetSource::assembly).last, record.covered(TargetSource::council).last);
    if (there("budapest_convention.csv")) add_treaty(record, folder / "budapest_convention.csv", last, problems);
}

}  // namespace comity::analysis
