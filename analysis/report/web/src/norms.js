// Where sub-norms stand at the start and at the end, scenario by scenario: their status quo, and how far each reading has come.
import * as Plot from "@observablehq/plot";
import {fan} from "./data.js";
import {scenarioColour} from "./colours.js";
import {element, figureTable, onWidth, table} from "./elements.js";
import {scenarioKey} from "./key.js";
import {saveButton} from "./save.js";
import {shown, signed, signedTick} from "./words.js";

const stages = ["emergent", "contested", "tipped", "institutionalised", "internalised"];

export function drawNorms(figure, report) {
  const reach = (rows) => Math.max(...rows.flatMap(({start, low, high}) => [start, low, high].map(Math.abs)), 0.5) * 1.05;
  draw(figure, report, report.norms, "status-quo", {
    heading: "Sub-norm",
    text: signed,
    axis: (rows, narrow) => ({domain: [-reach(rows), reach(rows)], tickFormat: signedTick, ticks: narrow ? 5 : 9, label: "position (1: a standard deviation among countries)"}),
    note: poles(report.norms)
  });
}

export function drawStages(figure, report) {
  const axis = (rows, narrow) => ({domain: [-0.15, 4.15], ticks: [0, 1, 2, 3, 4], tickFormat: (stage) => (narrow ? String(stage) : stages[stage])});
  draw(figure, report, report.stages, "life-cycle", {heading: "Reading", text: shown, axis, note: ""});
}

// Which way is negative, arena by arena.
function poles(norms) {
  const seen = new Map(norms.filter(({arena}) => arena).map((norm) => [norm.arena, norm]));
  const words = [...seen.values()].map(({arena, negative, positive}) => `${arena}: \u25C0 ${negative}, ${positive} \u25B6`);
  return words.join(" \u00B7 ");
}

function draw(figure, report, norms, name, {heading, text, axis, note}) {
  const rows = norms.flatMap((norm) =>
    report.scenarios.flatMap((_, s) => {
      const path = fan(norm.metric, s);
      if (path.length === 0) return [];
      const [first, last] = [path[0], path.at(-1)];
      return [{norm: norm.title, s, start: first.q50, end: last.q50, low: last.q05, high: last.q95, low50: last.q25, high50: last.q75}];
    })
  );
  const titles = norms.map(({title}) => title);
  const plot = figure.querySelector(".plot");
  const fillTable = figureTable(figure, () =>
    table(
      [heading, "Scenario", "start", "end (median)", "end 5 %", "end 95 %"],
      rows.map((row) => [row.norm, report.scenarios[row.s].title, ...[row.start, row.end, row.low, row.high].map(text)])
    )
  );
  figure.querySelector(".controls").append(saveButton(() => name, plot));
  onWidth(plot, (width) => {
    const picture = chart(rows, titles, report.scenarios.length, width, axis(rows, width < 700), heading);
    plot.replaceChildren(scenarioKey(report.scenarios, false), picture, element("p", {class: "note"}, note));
    fillTable();
  });
}

function chart(rows, titles, scenarios, width, x, heading) {
  const narrow = width < 700;
  const labels = Math.min(420, 20 + 6.4 * Math.max(...titles.map((title) => title.length)));
  const colour = ({s}) => scenarioColour(s);
  const place = narrow ? {frameAnchor: "top-left", dy: -14} : {frameAnchor: "left", dx: 8 - labels};
  const made = Plot.plot({
    width,
    height: 50 + titles.length * ((narrow ? 34 : 16) + 13 * scenarios),
    marginLeft: narrow ? 12 : labels,
    marginRight: narrow ? 12 : 34,
    marginBottom: 40,
    marginTop: narrow ? 18 : 8,
    style: {fontSize: "11.5px", overflow: "visible"},
    ariaLabel: `${heading}: start and end in every scenario`,
    x: {grid: true, label: null, ...x},
    y: {axis: null, domain: Array.from({length: scenarios}, (_, s) => s), padding: 0.3},
    fy: {domain: titles, label: null, axis: null, padding: narrow ? 0.35 : 0.1},
    marks: [
      Plot.ruleX([0], {stroke: "var(--axis)"}),
      Plot.text(titles, {fy: (title) => title, text: (title) => title, textAnchor: "start", fill: "var(--text)", ...place}),
      Plot.link(rows, {fy: "norm", y1: "s", y2: "s", x1: "low", x2: "high", stroke: colour, strokeWidth: 2, strokeOpacity: 0.45}),
      Plot.link(rows, {fy: "norm", y1: "s", y2: "s", x1: "low50", x2: "high50", stroke: colour, strokeWidth: 5, strokeOpacity: 0.45}),
      Plot.dot(rows, {fy: "norm", y: "s", x: "start", r: 3.2, fill: "var(--page)", stroke: "var(--outline)"}),
      Plot.dot(rows, {fy: "norm", y: "s", x: "end", r: 4, fill: colour, stroke: "var(--page)"})
    ]
  });
  made.setAttribute("role", "img");
  return made;
}
