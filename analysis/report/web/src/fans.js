// Fan charts: how a metric moves over time, and how far the runs of an ensemble lie apart.
import * as Plot from "@observablehq/plot";
import {fan} from "./data.js";
import {choice, element, figureTable, onWidth, table} from "./elements.js";
import {scenarioColour, scenarioDash} from "./colours.js";
import {scenarioKey} from "./key.js";
import {saveButton} from "./save.js";
import {hideTooltip, showTooltip} from "./tooltip.js";
import {quarter, shown, tick, year} from "./words.js";

const mainGroup = "main";
const firstPanels = 24;  // a screen or two; the rest on demand

export function drawFans(figure, report) {
  const metrics = report.metrics.filter((metric) => report.fans[metric.name]);
  const groups = [...(metrics.some(({main}) => main) ? [mainGroup] : []), ...new Set(metrics.map((metric) => metric.group))];
  const state = {group: groups[0], layout: "overlay", all: false};
  const plot = figure.querySelector(".plot");
  const chosen = () => metrics.filter((metric) => (state.group === mainGroup ? metric.main : metric.group === state.group));

  const draw = (width) => {
    const drawn = state.all ? chosen() : chosen().slice(0, firstPanels);
    const panels =
      state.layout === "overlay"
        ? drawn.map((metric) => panel(metric, report, report.scenarios.map((_, s) => s), width))
        : drawn.flatMap((metric) => report.scenarios.map((_, s) => panel(metric, report, [s], width)));
    plot.replaceChildren(scenarioKey(report.scenarios), element("div", {class: "panels"}, ...panels));
    if (drawn.length < chosen().length) plot.append(element("button", {type: "button", onclick: showAll}, `Show all ${chosen().length}`));
    fillTable();
  };
  const fillTable = figureTable(figure, () => fanTable(chosen(), report));
  const redraw = () => draw(Math.floor(plot.clientWidth));
  const showAll = () => ((state.all = true), redraw());

  const controls = figure.querySelector(".controls");
  controls.append(
    choice("Group of metrics", groups.map((group) => [group, groupName(group)]), (group) => (Object.assign(state, {group, all: false}), redraw()))
  );
  if (report.scenarios.length > 1)
    controls.append(
      choice("Scenarios", [["overlay", "one over the other"], ["beside", "side by side"]], (layout) => ((state.layout = layout), redraw()))
    );
  controls.append(saveButton(() => `fan-charts-${state.group}`, plot));
  onWidth(plot, draw);
}

const groupName = (group) => group.charAt(0).toUpperCase() + group.slice(1).replaceAll("_", " ");

function panel(metric, report, scenarios, width) {
  const columns = Math.max(1, Math.floor((width + 20) / 320));
  const panelWidth = Math.floor((width - 20 * (columns - 1)) / columns);
  const series = scenarios.map((s) => ({s, rows: fan(metric.name, s)}));
  const alone = scenarios.length === 1 && report.scenarios.length > 1;
  const title = alone ? `${metric.title}: ${report.scenarios[scenarios[0]].title}` : metric.title;
  const once = series.every(({rows}) => recorded(rows).length <= 1);
  const picture = Plot.plot({
    width: panelWidth,
    height: 210,
    marginLeft: 46,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 24,
    style: {fontSize: "11px", overflow: "visible"},
    ariaLabel: summary(metric, report, series),
    // The scale is that of the metric in all scenarios, so that panels side by side compare by eye.
    y: {label: metric.axis, labelArrow: "none", grid: true, ticks: 5, domain: metric.range, tickFormat: tick},
    ...(once ? spreads(series) : bands(series))
  });
  picture.setAttribute("role", "img");
  if (!once) listen(picture, metric, report, series);
  return element(
    "div",
    {class: "panel"},
    element("h4", {"data-label": true}, title),
    element("p", {class: "meaning"}, metric.meaning ?? ""),
    ...(metric.same ? [element("p", {class: "same", "data-label": true}, metric.same)] : []),
    picture
  );
}

const recorded = (rows) => rows.filter(({q50}) => q50 != null);

function bands(series) {
  const all = series.flatMap(({rows}) => rows);
  return {
    x: {type: "utc", label: null, ticks: 5, tickFormat: year},
    marks: [
      ...series.flatMap(({s, rows}) => [
        Plot.areaY(rows, {x: "date", y1: "q05", y2: "q95", fill: scenarioColour(s), fillOpacity: 0.13}),
        Plot.areaY(rows, {x: "date", y1: "q25", y2: "q75", fill: scenarioColour(s), fillOpacity: 0.22})
      ]),
      ...series.map(({s, rows}) =>
        Plot.lineY(rows, {x: "date", y: "q50", stroke: scenarioColour(s), strokeWidth: 1.8, strokeDasharray: scenarioDash(s)})
      ),
      Plot.ruleX(all, Plot.pointerX({x: "date", stroke: "var(--quiet)", strokeDasharray: "2 2"}))
    ]
  };
}

// A metric of one round alone: a dot with two bars a scenario.
function spreads(series) {
  const rows = series.flatMap(({s, rows}) => recorded(rows).map((row) => ({s, ...row})));
  const colour = ({s}) => scenarioColour(s);
  const at = new Map(rows.map(({s, date}) => [s, year(date)]));
  return {
    x: {type: "band", label: null, tickFormat: (s) => at.get(s) ?? "", tickSize: 0},
    marks: [
      Plot.link(rows, {x1: "s", x2: "s", y1: "q05", y2: "q95", stroke: colour, strokeWidth: 2, strokeOpacity: 0.45}),
      Plot.link(rows, {x1: "s", x2: "s", y1: "q25", y2: "q75", stroke: colour, strokeWidth: 6, strokeOpacity: 0.45}),
      Plot.dot(rows, {x: "s", y: "q50", r: 4, fill: colour, stroke: "var(--page)"})
    ]
  };
}

function listen(picture, metric, report, series) {
  let last = null;
  picture.addEventListener("pointermove", (event) => (last = event));
  picture.addEventListener("pointerleave", hideTooltip);
  picture.addEventListener("input", () => {
    const at = picture.value?.date;
    if (!at || !last) return hideTooltip();
    const lines = series.map(({s, rows}) => {
      const row = rows.find(({date}) => +date === +at);
      const text = row ? `${shown(row.q50)} (90 %: ${shown(row.q05)} to ${shown(row.q95)})` : "–";
      return [swatch(s), `${report.scenarios[s].title}: ${text}`];
    });
    showTooltip([`${metric.title}, ${quarter(at)}`, ...lines], last.clientX, last.clientY);
  });
}

const swatch = (s) => element("span", {class: "swatch", style: `background:${scenarioColour(s)}`});

function summary(metric, report, series) {
  const parts = series.map(({s, rows}) => {
    const [first, last] = [recorded(rows)[0], recorded(rows).at(-1)];
    if (!first) return "";
    return `${report.scenarios[s].title}: median ${shown(first.q50)} in ${year(first.date)}, ${shown(last.q50)} in ${year(last.date)}, 90 % of runs from ${shown(last.q05)} to ${shown(last.q95)}`;
  });
  return `${metric.title}. ${parts.join(". ")}.`;
}

// One row per metric, scenario and year (its last round): what the eye can read off the chart.
function fanTable(metrics, report) {
  const rows = metrics.flatMap((metric) =>
    report.scenarios.flatMap((scenario, s) =>
      recorded(fan(metric.name, s))
        .filter((row, t, all) => t + 1 === all.length || year(row.date) !== year(all[t + 1].date))
        .map((row) => [metric.title, scenario.title, quarter(row.date), ...[row.q05, row.q25, row.q50, row.q75, row.q95].map(shown)])
    )
  );
  return table(["Metric", "Scenario", "Round", "5 %", "25 %", "median", "75 %", "95 %"], rows);
}
