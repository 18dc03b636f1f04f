#pragma once
// A vote as a choice among three: a multinomial logit with penalties that keep it to a few plain terms.

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace comity::analysis {

/// A column of a logit. Log-odds of yes and of no that one mechanism gives are a pair: each names the other.
struct Term {
    const char* name;
    enum class Price { core, dear } price;
    enum class Of { text, yes, no } of = Of::text;  ///< `no` stands right after its `yes`
};

/// Penalties on coefficients of standardised terms; intercepts are free.
///
/// A single term costs l/2 th^2 for each choice; a pair with own weights u = th_Y(yes), w = th_N(no) costs l ((u + w) / 2)^2 + m ((u - w) /
/// 2)^2, m the greater of l and `difference`, and its weights across, th_Y(no) and th_N(yes), n/2 th^2 each, n the greater of l and
/// `cross`. l is `core` or `dear` by the term's price. Votes on one roll call are not independent, so terms that tell roll calls apart fit
/// them too well unless they are dear.
///
/// Source: Hoerl & Kennard (1970), Technometrics 12(1):55-67; structure is judgement
struct LogitPenalty {
    double core, dear, difference, cross;
};

/// U_abstain = 0, U_Y = a_Y + th_Y f, U_N = a_N + th_N f; P(c) = exp(U_c) / sum exp(U).
///
/// Terms are standardised over the examples, a pair by the greater of its two standard deviations; a term that does not vary is left out.
///
/// Source: McFadden (1974), in Zarembka (ed.), Frontiers in Econometrics
class VoteLogit {
public:
    /// The penalised maximum of the likelihood, by Newton's method: the objective is concave.
    ///
    /// Shape:  terms [term, vote]; cast [vote]: 0 no, 1 abstention, 2 yes
    /// Errors: throws std::runtime_error if the maximum is not reached in 100 steps
    static VoteLogit fit(const Eigen::Ref<const Eigen::MatrixXd>& terms, std::span<const std::int8_t> cast, const std::vector<Term>& layout,
                         const LogitPenalty& penalty);
    /// U_N, 0, U_Y.
    Eigen::Array3d utilities(const Eigen::Ref<const Eigen::VectorXd>& terms) const;
    /// Coefficients of the terms as they come, not standardised: [term, (yes, no)].
    const Eigen::MatrixX2d& coefficients() const { return coefficients_; }
    const Eigen::Vector2d& intercepts() const { return intercepts_; }

private:
    Eigen::MatrixX2d coefficients_;
    Eigen::Vector2d intercepts_ = Eigen::Vector2d::Zero();
};

/// exp(U_c) / sum exp(U).
Eigen::Array3d softmax(const Eigen::Array3d& utilities);

}  // namespace comity::analysis
