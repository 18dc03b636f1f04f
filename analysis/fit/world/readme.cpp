#include <algorithm>

#include <fmt/format.h>

#include "analysis/fit/world/tables.hpp"

namespace comity::analysis {
namespace {

std::string span(Years years) { return fmt::format("{}-{}", years.first, years.last); }

std::string listed(const std::vector<std::string>& codes)
{
    if (codes.empty()) return "none";
    return fmt::format("{}", fmt::join(codes, " "));
}

std::string opening(const WorldSources& sources)
{
    return fmt::format(R"(# The recorded world at the start of {0}

{1} states, their positions, ties, memberships and the institutions they sit in, for runs that start in {0}Q1.
`comity world build` writes this folder from public records; the same records give the same bytes. Nothing in it is dated
after 31 December 2019. Countries are ISO 3166-1 alpha-3 codes. An empty cell means missing, or open where it is a year.

The states are the members of the United Nations at the end of {2}, and those whose predecessor voted in {3}
(SRB carries the votes and ties of Yugoslavia up to September 1992; Czechoslovakia's are left out; RUS is the USSR before it).
Seats, groups and crises of states that joined later are left out, so that every code resolves.

Each value below is **recorded** (taken or computed from a record), **estimated** (from a record by a model) or a **judgement**.

)",
                       sources.options.start, sources.countries.size(), sources.options.positions.last, span(sources.options.positions));
}

std::string columns(const WorldSources& sources)
{
    const auto& o = sources.options;
    return fmt::format(R"(## Tables

| file | columns | unit and meaning | kind and source |
| --- | --- | --- | --- |
| world.csv | key, value, source | title and first quarter | |
| countries.csv | code, name, iso_numeric, region | region = UN regional group | recorded (1, 2) |
| | population | persons, {0} or the nearest year known | recorded (3) |
| | capability | share; mean of the shares in product, population and CINC; sums to 1 | recorded (3, 4, 5) |
| | regime_exposure | [0, 1], 1 - liberal democracy, {0} or the nearest year | recorded (6), micro-states estimated |
| | diplomatic_capacity | [0, 1], .2 + .8 x capability rank / N; RUS and GBR 1 | judgement |
| | resilience, media_reach | [0, 1]; .5; CHN and RUS .5, others 0 | judgement |
| | fill_ambition | weight among payers of a gap; CHN 1, EU .3 spread over its members | judgement |
| | style | factor on the half-band of abstention; CHN 1.3 | judgement |
| | uprising, pressure | stimulus and pressure before the first round | judgement |
| | reputation | [0, 1]; 1, .6 for ten years from a violation | judgement |
| | latitude, longitude | degrees, of the capital | recorded (1) |
| positions.csv | country, arena, position, std_error | published ideal-point units, higher = nearer the United States | estimated (7, 8) |
| trade.csv | country, partner, dependence | (exports + imports with partner) / all trade of country, {1}; from {2} up | recorded (9) |
| security.csv | country, partner, tie | defence 1, consultation {3}, neutrality or non-aggression {4}; in force in {5} | recorded (10), values judgement |
| neighbours.csv | country, partner, border | 1 = a border on land or a river, or at most 24 miles of water in between | recorded (13) |
| clients.csv | patron, client, tie, source | [0, 1] | judgement |
| groups.csv | group, country, from, until | first and last year; empty = before 1991 or not known; open | recorded (1, 11) |
| seats.csv | forum, country, from, until | first and last year of a seat, both counted | recorded (1, 7) |
| assessments.csv | country, share, source | share of the UN scale; sums to 1 | each row says `recorded` (12) or `spread by GDP` |
| engagement.csv | country, forum, engagement | [0, 1], where not 1 | judgement |
| leaders.csv | leader, camp, country | members of the coalitions at the start | judgement |
| cohesion.csv | coalition, cohesion, source | [0, 1] | recorded (agreement of votes), EU judgement |
| partnerships.csv | country, partner, strength, source | [0, 1] | judgement |
| sanctions.csv | sender, target | standing measures of a leader | recorded (1) |
| crises.csv | date, kind, target, severity, attributed, standing, norm, reading, source | kind: uprising, dispute, violation, mandate_overreach (of the last two the target is the actor); severity and share attributed outside in [0, 1]; norm and reading (-1, 1) that a violation breaches | dates recorded, the rest judgement |
{6}| exits.csv | date, country, institution, event, source | history of exits, returns and funding stops | recorded (1) |
| treaty_parties.csv | treaty, country, year, source | year in which a country became party to the regional convention on cybercrime (T1), to 2019 | recorded (1) |

)",
                       sources.reference_year, span(o.trade), rounded(o.least_dependence, 4), rounded(o.tie_consult, 3),
                       rounded(o.tie_restraint, 3), std::min(o.positions.last, 2018),
                       o.start > 2019 ? "" : "| regime.csv | country, year, exposure | path of regime_exposure to 2019 | recorded (6), micro-states estimated |\n");
}

std::string positions(const WorldSources& sources)
{
    const auto& e = sources.positions;
    std::vector<std::string> silent;
    for (const auto& country : sources.countries)
        if (std::find(e.countries.begin(), e.countries.end(), country.code) == e.countries.end()) silent.push_back(country.code);
    std::string text = fmt::format(R"(## Positions

An ordered logit in one dimension, no < abstain < yes: P(vote <= no) = L(t - b x), P(vote <= abstain) = L(t + exp(d) - b x), fitted
to {0} votes on {1} roll calls of {2} by penalised maximum likelihood; absences are dropped. Priors: x ~ N(0, 1), b ~ N(0, 2),
t ~ N(0, 5), d ~ N(0, 1.5), the second number being the s.d. All roll calls together give a shared factor; each arena is then
fitted to its own, with priors on x centred on the shared factor.

Scale: a linear map gives the shared points, and the points of each arena, the mean {3} and s.d. {4} over countries
({5}); the sign is that of USA.

| arena | roll calls | prior s.d. around the shared factor | mean standard error |
| --- | --- | --- | --- |
| all topics of the General Assembly | {1} | - | {6} |
)",
                                   e.num_votes, e.num_roll_calls, span(e.years), rounded(e.scale.mean, 3), rounded(e.scale.sd, 3),
                                   e.scale_is_published ? "those of the published points, averaged over the same years" : "by convention",
                                   rounded(e.shared.std_error.mean(), 3));
    const auto& rules = default_arena_rules();
    for (std::size_t a = 0; a < e.arenas.size(); ++a)
        text += fmt::format("| {} (topics {}) | {} | {} | {} |\n", e.arenas[a].arena, fmt::join(rules[a].topics, ", "),
                            e.arenas[a].num_roll_calls, rounded(rules[a].point_sd, 2), rounded(e.arenas[a].points.std_error.mean(), 3));
    text += R"(
Recorded votes of the Commission on Human Rights and the Human Rights Council whose totals reconcile count for their members, by
topic (mostly HR). An arena without roll calls has the shared points, with a standard error that includes the prior's.
Standard errors come from the inverse observed information, items' parameters profiled out. They condition on one
dimension, on votes being independent given the positions (resolutions that return every year are not, so true uncertainty is
larger), on the scale and, in an arena, on the shared points as centres.
)";
    text += fmt::format("States without a vote in the window have the mean of their region, and its s.d. as standard error: {}.\n\n", listed(silent));
    if (e.checks.empty()) return text + "The published ideal points were not at hand, so there is no comparison with them.\n\n";
    text += "| estimate | published series (8) | correlation | states |\n| --- | --- | --- | --- |\n";
    for (const auto& check : e.checks)
        text += fmt::format("| {} | {} | {:.4f} | {} |\n", check.estimate, check.series, check.correlation, check.countries);
    if (e.years.contain(1993))
        text += "\nIn session 48 (1993) the published rows of MCO and MNG are exchanged; they are left out of scale and comparison.\n";
    return text + "\n";
}

std::string gaps(const WorldSources& sources)
{
    std::vector<std::string> fitted;
    for (const auto& country : sources.countries)
        if (sources.years.exposure_is_fitted(country.code, sources.reference_year)) fitted.push_back(country.code);
    std::map<std::string, bool> traded;
    for (const auto& tie : dependence(sources)) traded[tie.country] = true;
    std::vector<std::string> untraded;
    for (const auto& country : sources.countries)
        if (!traded.contains(country.code)) untraded.push_back(country.code);
    const auto& line = sources.years.regime_line();
    const auto scale = assessments(sources);
    double recorded = 0;
    for (const auto& [share, on_record] : scale) recorded += on_record ? share : 0;
    return fmt::format(R"(## Gaps and how they are filled

- Product: current US dollars; where missing, product at purchasing power times the year's world ratio of the two.
- Regime exposure without a rating of liberal democracy in {}: 1 - ({} - {} x (political rights + civil liberties)), the least-squares
  line over all country-years 1991-2019 (R2 {}), or the nearest year's value: {}.
- Trade: a state with fewer than five partners in the window takes its nearest year with five or more. No trade on record: {}.
  Flows of 2015 and 2017-2019 are on no record used here.
- Assessed shares: {} % of the scale is recorded, the rest is spread by product.
- Security ties: the record ends in 2018; ties in force then are taken to hold.
- Seats: HRC includes the Commission on Human Rights (to 2005); years with more than 47 members are those in which terms changed
  in June. The lists of GGE and NGO are those of 2019 and are held fixed.

)",
                       sources.reference_year, rounded(line.intercept, 3), rounded(-line.slope, 4), rounded(line.r_squared, 3), listed(fitted),
                       listed(untraded), rounded(100 * recorded, 1));
}

constexpr const char* closing = R"(## Sources

1. Public record and the project's judgements, entered by hand in `data/facts`; there each row names its record or says `judgement`.
2. ISO 3166-1 codes; regional groups of the United Nations.
3. World Bank, World Development Indicators (CC BY 4.0); product where missing: Fariss, Anders, Markowitz, Barnum (2022), Journal of Conflict Resolution 66(3).
4. Correlates of War, National Material Capabilities (Singer, Bremer, Stuckey 1972).
5. Series 3 to 6 and 10 through S. Miller's `peacesciencer` and `isard`, X. Marquez's `democracyData`.
6. V-Dem v15, liberal democracy index (CC BY-SA 4.0); Freedom House, Freedom in the World, for micro-states.
7. United Nations, Dag Hammarskjold Library, UN Digital Library voting data, through V. Rudakov, *UN votes database* (2024-25);
   topics by keyword rules on titles and agenda. OHCHR Search Library through L. Szoszkiewicz (2026), *OHCHR Voting Records - CHR,
   HRC*, Zenodo 10.5281/zenodo.21281232.
8. Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2):430-456, estimates of April 2020: scale and comparison only.
9. Barbieri, Keshk, Correlates of War Trade 4.0 (1991-2014); UN Comtrade 2016 through Mattoo, Rocha, Ruta (2020) for states without
   trade there.
10. ATOP 5: Leeds, Ritter, Mitchell, Long (2002), International Interactions 28:237-260.
11. COW IGO v3: Pevehouse, Nordstrom, McManus, Jamison (2020), Journal of Peace Research 57(3), for NAM, OECD, CIS (to 2014).
12. Shares of the regular budget from public record for the largest payers.
13. Correlates of War, Direct Contiguity 3.2 (Stinnett, Tir, Schafer, Diehl, Gochman 2002, Conflict Management and Peace Science 19(2)), to 2016.

## Terms

UN library data: (c) United Nations, non-commercial use with attribution. OHCHR compilation: PolyForm Noncommercial 1.0.0. V-Dem:
share-alike (CC BY-SA 4.0). What is derived from them here carries the same conditions: keep the citations, use it
non-commercially, and share what you derive from `regime_exposure` alike. No raw roll calls are included. The program's own
licence covers its code and the project's judgements, not these records.
)";

}  // namespace

std::string world_readme(const WorldSources& sources)
{
    return opening(sources) + columns(sources) + positions(sources) + gaps(sources) + closing;
}

}  // namespace comity::analysis
