// Where the status quo of each sub-norm stands at the start and at the end, scenario by scenario.
import * as Plot from "@observablehq/plot";
import {fan} from "./data.js";
import {scenarioColour} from "./colours.js";
import {figureTable, onWidth, table} from "./elements.js";
import {scenarioKey} from "./key.js";
import {saveButton} from "./save.js";
import {signed, signedTick} from "./words.js";

export function drawNorms(figure, report) {
  const rows = report.norms.flatMap((norm) =>
    report.scenarios.flatMap((_, s) => {
      const path = fan(norm.metric, s);
      if (path.length === 0) return [];
      const [first, last] = [path[0], path.at(-1)];
      return [{norm: norm.title, s, start: first.q50, end: last.q50, low: last.q05, high: last.q95, low50: last.q25, high50: last.q75}];
    })
  );
  const plot = figure.querySelector(".plot");
  const fillTable = figureTable(figure, () => normTable(rows, report));
  figure.querySelector(".controls").append(saveButton(() => "status-quo", plot));
  onWidth(plot, (width) => {
    plot.replaceChildren(scenarioKey(report.scenarios, false), picture(rows, report, width));
    fillTable();
  });
}

function picture(rows, report, width) {
  const narrow = width < 600;
  const norms = report.norms.map(({title}) => title);
  const top = Math.max(...rows.flatMap(({start, low, high}) => [start, low, high].map(Math.abs)), 0.5) * 1.05;
  const colour = ({s}) => scenarioColour(s);
  const made = Plot.plot({
    width,
    height: 50 + norms.length * ((narrow ? 34 : 16) + 13 * report.scenarios.length),
    marginLeft: narrow ? 12 : 270,
    marginRight: 12,
    marginBottom: 34,
    marginTop: narrow ? 18 : 8,
    style: {fontSize: "11.5px", overflow: "visible"},
    ariaLabel: "Status quo of each sub-norm at the start and at the end",
    x: {domain: [-top, top], grid: true, label: null, tickFormat: signedTick, ticks: narrow ? 5 : 9},
    y: {axis: null, domain: report.scenarios.map((_, s) => s), padding: 0.3},
    fy: {domain: norms, label: null, axis: null, padding: narrow ? 0.35 : 0.1},
    marks: [
      Plot.ruleX([0], {stroke: "#bbb"}),
      Plot.text(norms, {fy: (norm) => norm, text: (norm) => norm, frameAnchor: narrow ? "top-left" : "left", dx: narrow ? 0 : -262, dy: narrow ? -14 : 0, textAnchor: "start", fill: "#222"}),
      Plot.link(rows, {fy: "norm", y1: "s", y2: "s", x1: "low", x2: "high", stroke: colour, strokeWidth: 2, strokeOpacity: 0.45}),
      Plot.link(rows, {fy: "norm", y1: "s", y2: "s", x1: "low50", x2: "high50", stroke: colour, strokeWidth: 5, strokeOpacity: 0.45}),
      Plot.dot(rows, {fy: "norm", y: "s", x: "start", r: 3.2, fill: "white", stroke: "#555"}),
      Plot.dot(rows, {fy: "norm", y: "s", x: "end", r: 4, fill: colour, stroke: "white"})
    ]
  });
  made.setAttribute("role", "img");
  return made;
}

function normTable(rows, report) {
  return table(
    ["Sub-norm", "Scenario", "start", "end (median)", "end 5 %", "end 95 %"],
    rows.map((row) => [row.norm, report.scenarios[row.s].title, ...[row.start, row.end, row.low, row.high].map(signed)])
  );
}
