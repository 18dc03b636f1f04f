#include "analysis/targets/target.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

namespace comity::analysis {
namespace {

using enum TargetKind;

constexpr std::array blocks_of_years{Years{1991, 1995}, Years{1996, 2000}, Years{2001, 2005}, Years{2006, 2010}, Years{2011, 2015}, Years{2016, 2019}};
constexpr std::array decades{Years{1991, 2000}, Years{2001, 2010}, Years{2011, 2019}};
constexpr std::array veto_eras{Years{1991, 1999}, Years{2000, 2006}, Years{2007, 2019}};
constexpr std::array published_years{Years{1994, 1994}, Years{2004, 2004}, Years{2012, 2012}, Years{2019, 2019}};
constexpr std::array ends_of_blocks{Years{2005, 2005}, Years{2010, 2010}, Years{2015, 2015}, Years{2019, 2019}};

// What the model does not have as the record has it.
constexpr std::string_view adopted_texts = "the record has texts adopted by a recorded vote; runs count drafts that were adopted, since the model has no texts by consensus and no committee votes";
constexpr std::string_view mixture = "the record has texts on all topics adopted by a recorded vote; runs have adopted drafts on the arenas HR, NI, CY and CT in fixed shares, without consensus or committees";
constexpr std::string_view union_of_the_start = "the record has the members of the year and all topics; runs have those of the start, since enlargements are not replayed, and the arenas HR, NI, CY and CT";
constexpr std::string_view put_to_the_vote = "drafts that sponsors keep back for fear of a veto are in neither; in runs crises are those of the record, and how many drafts they call for is the model's";
constexpr std::string_view rights_council_votes = "the record has resolutions and decisions put to a recorded vote (the commission until 2005), but hardly any that failed; the model's forum is the council of 2006 throughout";
constexpr std::string_view model_positions = "the record has published points of human-rights votes; runs have the mean over the rounds of a year of positions in the same units, which start from the project's own points";
constexpr std::string_view mean_over_arenas = "the record has points fitted to votes on all topics; runs have the mean over arenas of the s.d.";
constexpr std::string_view treaty_of_the_module = "runs need rules.treaties.on; it is the stock at the end of the last year";
constexpr std::string_view no_record = "nobody has counted who drafted what: simulated alone";

std::vector<Measure> all_measures()
{
    using enum Sum;
    using S = TargetSource;
    constexpr Sum nothing = num_sums;
    const std::span<const Years> six(blocks_of_years), three(decades), eras(veto_eras), published(published_years), ends(ends_of_blocks);
    return {
        {"identical_CHN_RUS_HR", "CHN and RUS vote alike, human rights", "UNGA", "HR", "share", Block::partnership, share, S::assembly, rights_same, rights_both, six, adopted_texts},
        {"identical_CHN_RUS_NI", "CHN and RUS vote alike, interference and sanctions", "UNGA", "NI", "share", Block::partnership, share, S::assembly, interference_same, interference_both, three, adopted_texts},
        {"identical_CHN_RUS_CT", "CHN and RUS vote alike, disarmament (control)", "UNGA", "CT", "share", Block::positions, share, S::assembly, control_same, control_both, six, adopted_texts},
        {"opposite_CHN_RUS_HR", "one of CHN and RUS votes yes, the other no, human rights", "UNGA", "HR", "share", Block::partnership, share, S::assembly, rights_opposite, rights_both, six, adopted_texts},
        {"pair_apart_from_USA_HR", "CHN and RUS vote alike, and not as the USA, human rights", "UNGA", "HR", "share", Block::partnership, share, S::assembly, rights_apart, rights_three, six, adopted_texts},
        {"identical_USA_FRA", "USA and FRA vote alike", "UNGA", "", "share", Block::positions, share, S::assembly, allies_same, allies_both, six, mixture},
        {"agreement_index_EU", "mean agreement index of the EU's members of the time", "UNGA", "", "1", Block::voting, share, S::assembly, union_index, union_texts, six, union_of_the_start},
        {"yes_share", "share of yes among votes cast", "UNGA", "", "share", Block::voting, share, S::assembly, yes, cast, six, mixture},
        {"abstain_share", "share of abstentions among votes cast", "UNGA", "", "share", Block::voting, share, S::assembly, abstain, cast, six, mixture},
        {"no_share", "share of no among votes cast", "UNGA", "", "share", Block::voting, share, S::assembly, no, cast, six, mixture},
        {"texts_UNGA", "texts adopted by a recorded vote", "UNGA", "", "texts", Block::capacity, count, S::assembly, assembly_texts, nothing, six, adopted_texts},

        {"vetoed_UNSC", "drafts that a veto stopped", "UNSC", "", "drafts", Block::council, count, S::council, council_vetoed, nothing, eras, put_to_the_vote},
        {"vetoed_by_RUS", "drafts that RUS vetoed", "UNSC", "", "drafts", Block::council, count, S::council, Sum::vetoed_by_rus, nothing, eras, put_to_the_vote},
        {"vetoed_by_CHN", "drafts that CHN vetoed", "UNSC", "", "drafts", Block::council, count, S::council, Sum::vetoed_by_chn, nothing, eras, put_to_the_vote},
        {"vetoed_by_USA", "drafts that USA vetoed", "UNSC", "", "drafts", Block::council, count, S::council, Sum::vetoed_by_usa, nothing, eras, put_to_the_vote},
        {"vetoed_by_CHN_and_RUS", "drafts that both vetoed", "UNSC", "", "drafts", Block::council, count, S::council, vetoed_by_both, nothing, eras, put_to_the_vote},
        {"CHN_abstains_on_RUS_veto", "drafts that RUS vetoed while CHN abstained", "UNSC", "", "drafts", Block::council, count, S::council, chn_abstains_on_veto, nothing, eras, put_to_the_vote},
        {"CHN_yes_on_RUS_veto", "drafts that RUS vetoed while CHN voted yes", "UNSC", "", "drafts", Block::council, count, S::council, chn_yes_on_veto, nothing, eras, put_to_the_vote},
        {"yes_on_partners_veto", "drafts that one of CHN and RUS vetoed while the other voted yes", "UNSC", "", "drafts", Block::council, count, S::council, Sum::yes_on_partners_veto, nothing, eras, put_to_the_vote},
        {"divided_UNSC", "share of adopted drafts on which votes differ", "UNSC", "", "share", Block::council, share, S::council, council_divided, council_adopted, six, put_to_the_vote},
        {"abstentions_RUS", "adopted drafts on which RUS abstained", "UNSC", "", "drafts", Block::council, count, S::council, Sum::abstentions_rus, nothing, six, put_to_the_vote},
        {"abstentions_CHN", "adopted drafts on which CHN abstained", "UNSC", "", "drafts", Block::council, count, S::council, Sum::abstentions_chn, nothing, six, put_to_the_vote},
        {"abstentions_P3", "abstentions of FRA, GBR and USA on adopted drafts", "UNSC", "", "abstentions", Block::council, count, S::council, abstentions_others, nothing, six, put_to_the_vote},
        {"adopted_UNSC", "adopted drafts", "UNSC", "", "drafts", Block::capacity, count, S::council, council_adopted, nothing, six, put_to_the_vote},
        {"short_UNSC", "drafts that failed for want of votes, without a veto", "UNSC", "", "drafts", Block::capacity, count, S::council, council_short, nothing, six, put_to_the_vote},
        {"failed_share_UNSC", "share of drafts put to the vote that were not adopted", "UNSC", "", "share", Block::capacity, share, S::council, council_failed, council_texts, six, put_to_the_vote},

        {"failed_share_HRC", "share of texts put to the vote that were not adopted", "HRC", "", "share", Block::capacity, share, S::rights_council, rights_council_failed, rights_council_texts, six, rights_council_votes},
        {"texts_HRC", "texts put to a recorded vote", "HRC", "", "texts", Block::capacity, count, S::rights_council, rights_council_texts, nothing, six, rights_council_votes},

        {"position_gap_CHN_RUS_HR", "position of CHN minus that of RUS, human rights", "", "HR", "position", Block::positions, level, S::published_points, position_gap, gap_looks, published, model_positions},
        {"position_spread", "s.d. of positions across countries", "", "", "position", Block::positions, level, S::published_points, position_spread, spread_looks, six, mean_over_arenas},
        {"treaty_parties_T1", "parties to the regional convention on cybercrime", "", "CY", "countries", Block::agenda, stock, S::treaty, treaty_parties, nothing, ends, treaty_of_the_module},
        {"drafts_of_challengers", "drafts that challengers table of their own accord, clubs' included", "", "", "drafts", Block::agenda, count, S::none, challenger_drafts, nothing, six, no_record},
        {"drafts_of_incumbents", "drafts that incumbents table of their own accord, clubs' included", "", "", "drafts", Block::agenda, count, S::none, incumbent_drafts, nothing, six, no_record},
    };
}

}  // namespace

const char* word(Block block)
{
    constexpr std::array words{"voting", "positions", "council", "partnership", "agenda", "capacity"};
    return words[static_cast<std::size_t>(block)];
}

const std::vector<Measure>& measures()
{
    static const std::vector<Measure> all = all_measures();
    return all;
}

const Measure* find_measure(std::string_view name)
{
    const auto& all = measures();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Measure& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string Target::name() const
{
    const std::string first = fmt::format("{}_{}", measure->name, years.first);
    return years.first == years.last ? first : fmt::format("{}_{}", first, years.last);
}

std::vector<Target> targets_until(int year)
{
    std::vector<Target> found;
    for (const Measure& measure : measures())
        for (const Years& period : measure.periods)
            if (period.first <= year) found.push_back({&measure, {period.first, std::min(period.last, year)}});
    return found;
}

std::vector<Target> targets_over(Years years)
{
    std::vector<Target> found;
    for (const Measure& measure : measures()) found.push_back({&measure, measure.kind == stock ? Years{years.last, years.last} : years});
    return found;
}

double value_of(const Target& target, const YearSums& sums)
{
    const Measure& measure = *target.measure;
    const Sums total = sums.total(target.years);
    const double part = at(total, measure.part);
    if (measure.kind == count || measure.kind == stock) return part;
    const double whole = at(total, measure.whole);
    return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

Eigen::ArrayXd values_of(std::span<const Target> targets, const YearSums& sums)
{
    Eigen::ArrayXd values(static_cast<Eigen::Index>(targets.size()));
    for (std::size_t k = 0; k < targets.size(); ++k) values[static_cast<Eigen::Index>(k)] = value_of(targets[k], sums);
    return values;
}

}  // namespace comity::analysis
