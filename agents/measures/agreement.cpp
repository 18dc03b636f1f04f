#include "agents/measures/agreement.hpp"

#include <algorithm>
#include <cstdlib>

namespace comity::agents {

double rice(const VoteCounts& votes) { return ratio(std::abs(votes.yes - votes.no), votes.yes + votes.no); }

double agreement_index(const VoteCounts& votes)
{
    const int total = votes.cast();
    const int most = std::max({votes.yes, votes.no, votes.abstain});
    return ratio(most - 0.5 * (total - most), total);
}

PairAgreement pair_agreement(const VoteCounts& votes)
{
    const std::int64_t y = votes.yes, a = votes.abstain, n = votes.no, t = y + a + n;
    // A pair alike counts two halves, a pair one step apart one.
    return {y * (y - 1) + a * (a - 1) + n * (n - 1) + a * (y + n), t * (t - 1) / 2};
}

void VoteTable::add(const VoteCounts& first, const VoteCounts& second)
{
    const std::array<int, 3> a{first.no, first.abstain, first.yes}, b{second.no, second.abstain, second.yes};
    for (std::size_t i = 0; i < 3; ++i) {
        if (a[i] == 0) continue;
        for (std::size_t j = 0; j < 3; ++j) count[3 * i + j] += std::int64_t{a[i]} * b[j];
    }
}

VoteTable& VoteTable::operator+=(const VoteTable& other)
{
    for (std::size_t k = 0; k < count.size(); ++k) count[k] += other.count[k];
    return *this;
}

std::int64_t VoteTable::total() const
{
    std::int64_t sum = 0;
    for (const std::int64_t c : count) sum += c;
    return sum;
}

double VoteTable::identical() const
{
    return ratio(static_cast<double>(count[0] + count[4] + count[8]), static_cast<double>(total()));
}

double VoteTable::opposite() const { return ratio(static_cast<double>(count[2] + count[6]), static_cast<double>(total())); }

double VoteTable::agreement() const
{
    const double alike = static_cast<double>(count[0] + count[4] + count[8]);
    const double near = static_cast<double>(count[1] + count[3] + count[5] + count[7]);
    return ratio(alike + 0.5 * near, static_cast<double>(total()));
}

namespace {

/// (po - pe) / (1 - pe) with weight 1 on the diagonal, `near` one step from it, 0 in the corners.
double chance_corrected(const std::array<std::int64_t, 9>& count, double near)
{
    const std::array<double, 9> weight{1, near, 0, near, 1, near, 0, near, 1};
    double total = 0, observed = 0, expected = 0;
    std::array<double, 3> first{}, second{};
    for (std::size_t k = 0; k < 9; ++k) {
        const auto c = static_cast<double>(count[k]);
        total += c;
        observed += weight[k] * c;
        first[k / 3] += c;
        second[k % 3] += c;
    }
    if (total == 0) return undefined;
    for (std::size_t k = 0; k < 9; ++k) expected += weight[k] * first[k / 3] * second[k % 3];
    // Scaled by total^2, so that equal integers compare equal.
    return ratio(observed * total - expected, total * total - expected);
}

}  // namespace

double VoteTable::kappa() const { return chance_corrected(count, 0); }
double VoteTable::weighted_kappa() const { return chance_corrected(count, 0.5); }

double VoteTable::acquiescence() const
{
    const auto no_first = static_cast<double>(count[0] + count[1] + count[2]);
    const auto no_second = static_cast<double>(count[0] + count[3] + count[6]);
    return ratio(static_cast<double>(count[1] + count[3]), no_first + no_second);
}

AgreementMeasure::Counts& AgreementMeasure::Counts::operator+=(const Counts& other)
{
    rice += other.rice;
    index += other.index;
    rice_drafts += other.rice_drafts;
    contested += other.contested;
    drafts += other.drafts;
    votes += other.votes;
    pairs.halves += other.pairs.halves;
    pairs.pairs += other.pairs.pairs;
    return *this;
}

std::vector<Column> AgreementMeasure::columns() const
{
    const std::string g = "agreement";
    const std::string window = " over the contested drafts of the last four rounds";
    return {
        {{"drafts", "Drafts voted", "drafts", g, "drafts put to the vote in the last four rounds, all forums", 0, unbounded}, Summary::mean},
        {{"unanimous_drafts", "Unanimous drafts", "drafts", g, "of these, drafts on which no two cast votes differ; measures of agreement leave them out", 0, unbounded}, Summary::mean},
        {{"rice", "Rice index", "1", g, "how one-sided votes are: distance of yes and no over their sum, |Y - N| / (Y + N), mean" + window, 0, 1}, Summary::end | Summary::mean},
        {{"agreement_index", "Agreement index", "1", g, "how far votes fall on one of yes (Y), no (N) and abstention (A): 1 all on one, 0 spread evenly; [max - (T - max)/2] / T with T all of them, mean" + window, 0, 1}, Summary::end | Summary::mean},
        {{"agreement_S", "Agreement of pairs (S)", "1", g, "how alike two countries vote: 1 the same, 0.5 where one abstains, 0 yes against no (S = 1 - |v_i - v_j| / 2), mean over pairs and votes" + window, 0, 1}, Summary::end | Summary::mean},
        {{"yes_share", "Yes votes", "share", g, "yes / votes cast" + window, 0, 1}, Summary::mean},
        {{"abstain_share", "Abstentions", "share", g, "abstentions / votes cast" + window, 0, 1}, Summary::mean},
        {{"no_share", "No votes", "share", g, "no / votes cast" + window, 0, 1}, Summary::mean},
    };
}

void AgreementMeasure::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    Counts now;
    for (const Outcome& o : record.outcomes.of) {
        ++now.drafts;
        const VoteCounts votes{o.yes, o.abstain, o.no};
        if (o.unanimous || votes.cast() == 0) continue;
        ++now.contested;
        now.votes += votes;
        now.index += agreement_index(votes);
        if (votes.yes + votes.no > 0) {
            now.rice += rice(votes);
            ++now.rice_drafts;
        }
        const PairAgreement pairs = pair_agreement(votes);
        now.pairs.halves += pairs.halves;
        now.pairs.pairs += pairs.pairs;
    }
    window_.add(world.round - 1, now);
    const Counts year = window_.total();
    row.put(year.drafts);
    row.put(year.drafts - year.contested);
    row.put(ratio(year.rice, year.rice_drafts));
    row.put(ratio(year.index, year.contested));
    row.put(ratio(0.5 * static_cast<double>(year.pairs.halves), static_cast<double>(year.pairs.pairs)));
    row.put(ratio(year.votes.yes, year.votes.cast()));
    row.put(ratio(year.votes.abstain, year.votes.cast()));
    row.put(ratio(year.votes.no, year.votes.cast()));
}

}  // namespace comity::agents
