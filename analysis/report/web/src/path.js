// The path of one chosen country: its mean position over the years in every scenario, with one standard deviation around it.
import * as Plot from "@observablehq/plot";
import {position} from "./data.js";
import {scenarioColour, scenarioDash} from "./colours.js";
import {element} from "./elements.js";
import {scenarioKey} from "./key.js";
import {signedTick} from "./words.js";

export function drawPath(box, report, state, width) {
  const {countries, frames, arenas} = report.positions;
  if (state.country == null) {
    box.replaceChildren(element("p", {class: "hint"}, "Choose a country (click, or Enter on the keyboard) to see its path in every scenario."));
    return;
  }
  const c = state.country;
  const rows = report.scenarios.flatMap((_, s) =>
    frames.flatMap((frame, f) => {
      const mean = position("mean", s, state.arena, f, c);
      const sd = position("sd", s, state.arena, f, c);
      return mean == null ? [] : [{s, f, mean, low: mean - sd, high: mean + sd}];
    })
  );
  const every = Math.ceil(frames.length / (width < 600 ? 5 : 10));
  const picture = Plot.plot({
    width: Math.min(width, 640),
    height: 190,
    marginLeft: 46,
    marginTop: 22,
    marginBottom: 24,
    style: {fontSize: "11px", overflow: "visible"},
    ariaLabel: `Path of ${countries[c].name} in ${arenas[state.arena].title}`,
    x: {type: "linear", label: null, ticks: frames.map((_, f) => f).filter((f) => f % every === 0), tickFormat: (f) => frames[f]},
    y: {label: "position", labelArrow: "none", grid: true, ticks: 4, tickFormat: signedTick},
    marks: [
      Plot.areaY(rows, {x: "f", y1: "low", y2: "high", z: "s", fill: ({s}) => scenarioColour(s), fillOpacity: 0.13}),
      ...report.scenarios.map((_, s) =>
        Plot.lineY(rows.filter((row) => row.s === s), {x: "f", y: "mean", stroke: scenarioColour(s), strokeWidth: 1.8, strokeDasharray: scenarioDash(s)})
      ),
      Plot.ruleX([state.frame], {stroke: "var(--axis)", strokeDasharray: "2 2"})
    ]
  });
  picture.setAttribute("role", "img");
  const title = `${countries[c].name}: ${arenas[state.arena].title}, mean \u00B1 s.d. over runs`;
  box.replaceChildren(
    element("h4", {"data-label": true}, title),
    scenarioKey(report.scenarios, false),
    picture
  );
}
