#include "analysis/targets/vote_sums.hpp"

#include <algorithm>
#include <limits>

#include "agents/measures/agreement.hpp"

namespace comity::analysis {
namespace {

using agents::Vote;

int row_of(const std::vector<std::string>& countries, const char* code)
{
    const auto found = std::find(countries.begin(), countries.end(), code);
    return found == countries.end() ? -1 : static_cast<int>(found - countries.begin());
}

bool is_cast(Vote vote) { return vote == Vote::yes || vote == Vote::abstain || vote == Vote::no; }

/// A dyad's votes on a text: adds to `both`, and to `same`.
void add_dyad(Sums& sums, Vote first, Vote second, Sum both, Sum same)
{
    if (!is_cast(first) || !is_cast(second)) return;
    at(sums, both) += 1;
    at(sums, same) += first == second;
}

void add_rights(Sums& sums, Vote chn, Vote rus, Vote usa)
{
    add_dyad(sums, chn, rus, Sum::rights_both, Sum::rights_same);
    if (!is_cast(chn) || !is_cast(rus)) return;
    at(sums, Sum::rights_opposite) += (chn == Vote::yes && rus == Vote::no) || (chn == Vote::no && rus == Vote::yes);
    if (!is_cast(usa)) return;
    at(sums, Sum::rights_three) += 1;
    at(sums, Sum::rights_apart) += chn == rus && chn != usa;
}

void count(agents::VoteCounts& counts, Vote vote)
{
    counts.yes += vote == Vote::yes;
    counts.abstain += vote == Vote::abstain;
    counts.no += vote == Vote::no;
}

}  // namespace

Followed::Followed(const std::vector<std::string>& countries)
    : chn(row_of(countries, "CHN")), rus(row_of(countries, "RUS")), usa(row_of(countries, "USA")), fra(row_of(countries, "FRA"))
{
}

void add_assembly_text(Sums& sums, Subjects subjects, std::span<const std::int8_t> votes, const Followed& followed, std::span<const int> eu)
{
    const auto of = [&](int row) { return row < 0 ? Vote::none : static_cast<Vote>(votes[static_cast<std::size_t>(row)]); };
    const Vote chn = of(followed.chn), rus = of(followed.rus), usa = of(followed.usa);
    at(sums, Sum::assembly_texts) += 1;
    if (subjects.rights) add_rights(sums, chn, rus, usa);
    if (subjects.interference) add_dyad(sums, chn, rus, Sum::interference_both, Sum::interference_same);
    if (subjects.control) add_dyad(sums, chn, rus, Sum::control_both, Sum::control_same);
    add_dyad(sums, usa, of(followed.fra), Sum::allies_both, Sum::allies_same);

    agents::VoteCounts bloc, all;
    for (const int i : eu) count(bloc, of(i));
    if (bloc.cast() >= 2) {
        at(sums, Sum::union_texts) += 1;
        at(sums, Sum::union_index) += agents::agreement_index(bloc);
    }
    for (const std::int8_t vote : votes) count(all, static_cast<Vote>(vote));
    at(sums, Sum::cast) += all.cast();
    at(sums, Sum::yes) += all.yes;
    at(sums, Sum::abstain) += all.abstain;
    at(sums, Sum::no) += all.no;
}

void add_council_text(Sums& sums, const CouncilText& text)
{
    const bool no_chn = text.chn == Vote::no, no_rus = text.rus == Vote::no;
    at(sums, Sum::council_texts) += 1;
    at(sums, Sum::council_failed) += text.fate != CouncilText::Fate::adopted;
    switch (text.fate) {
    case CouncilText::Fate::adopted:
        at(sums, Sum::council_adopted) += 1;
        at(sums, Sum::council_divided) += text.divided;
        at(sums, Sum::abstentions_chn) += text.chn == Vote::abstain;
        at(sums, Sum::abstentions_rus) += text.rus == Vote::abstain;
        at(sums, Sum::abstentions_others) += text.other_abstentions;
        break;
    case CouncilText::Fate::vetoed:
        at(sums, Sum::council_vetoed) += 1;
        at(sums, Sum::vetoed_by_chn) += no_chn;
        at(sums, Sum::vetoed_by_rus) += no_rus;
        at(sums, Sum::vetoed_by_usa) += text.usa == Vote::no;
        at(sums, Sum::vetoed_by_both) += no_chn && no_rus;
        at(sums, Sum::chn_abstains_on_veto) += no_rus && text.chn == Vote::abstain;
        at(sums, Sum::chn_yes_on_veto) += no_rus && text.chn == Vote::yes;
        at(sums, Sum::yes_on_partners_veto) += (no_rus && text.chn == Vote::yes) || (no_chn && text.rus == Vote::yes);
        break;
    case CouncilText::Fate::short_of_votes: at(sums, Sum::council_short) += 1; break;
    }
}

YearSums::YearSums(Years years, const Sums& start)
    : years_(years), sums_(static_cast<std::size_t>(std::max(0, years.last - years.first + 1)), start)
{
}

Sums YearSums::total(Years years) const
{
    if (!years_.contain(years.first) || !years_.contain(years.last))
        return Sums::Constant(std::numeric_limits<double>::quiet_NaN());
    Sums sum = Sums::Zero();
    for (int year = years.first; year <= years.last; ++year) sum += sums_[static_cast<std::size_t>(year - years_.first)];
    return sum;
}

}  // namespace comity::analysis
