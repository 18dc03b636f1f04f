#include "analysis/hindcast/voting/voting_forecasts.hpp"

#include <functional>
#include <string>

#include "analysis/hindcast/voting/voting_model.hpp"

namespace comity::analysis {

std::vector<Forecast> voting_forecasts(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Ablation ablation,
                                       const std::shared_ptr<Outlooks>& outlooks)
{
    std::vector<Forecast> made;
    const auto add = [&](const std::string& name, const Mechanisms& on, const std::string& less_than) {
        VotingModel model(outlooks, on);
        for (const Window window : {Window::frozen, Window::rolling})
            for (const Mode mode : {Mode::unconditional, Mode::conditional})
                if (on.swing || mode == Mode::conditional)
                    made.push_back({mode, window, name, foretell(votes, test, design, mode, window, std::ref(model)), less_than});
    };
    add("comity", {}, "");
    if (ablation == Ablation::each_mechanism)
        for (const MechanismEntry& entry : each_mechanism()) add(std::string("comity-no-") + entry.name, entry.removed(), "comity");
    return made;
}

}  // namespace comity::analysis
