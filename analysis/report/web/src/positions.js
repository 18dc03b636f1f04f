// Positions of all countries, arena by arena and year by year: a map for the countries of the Earth, a strip otherwise.
import {position} from "./data.js";
import {choice, element, figureTable, onWidth, table} from "./elements.js";
import {colourKey} from "./key.js";
import {saveButton} from "./save.js";
import {onScheme} from "./scheme.js";
import {drawMap} from "./map.js";
import {drawStrip} from "./strip.js";
import {drawPath} from "./path.js";
import {timeline} from "./timeline.js";
import {shown, signed} from "./words.js";

export function drawPositions(figure, report) {
  const {arenas, frames, countries, earth} = report.positions;
  const state = {scenario: 0, arena: 0, frame: frames.length - 1, show: "position", view: earth ? "map" : "strip", country: null};
  const plot = figure.querySelector(".plot");
  const picture = element("div", {class: "picture"});
  const key = element("div");
  const heading = element("h4", {"data-label": true, "aria-live": "polite"});
  const path = element("div", {class: "path"});
  plot.replaceChildren(heading, picture, key, path);

  let drawn = null;  // the picture in its present size: {recolour, focus}
  let width = 0;

  const values = () => countries.map((_, c) => shownValue(state, c));
  const tops = scaleTops(report);
  const top = () => tops[state.show];
  const describe = (c) => describeCountry(report, state, c);

  const redraw = () => {
    const draw = state.view === "map" ? drawMap : drawStrip;
    drawn = draw(picture, {report, width, describe, choose});
    refresh();
  };
  const refresh = () => {
    const arena = arenas[state.arena];
    heading.textContent = `${arena.title}, ${frames[state.frame]}: ${report.scenarios[state.scenario].title}${suffix(report, state)}`;
    const [negative, positive] = state.show === "position" ? [arena.negative, arena.positive] : ends(arena);
    key.replaceChildren(colourKey(top(), negative, positive, width));
    drawn.recolour(values(), top());
    drawPath(path, report, state, width);
    fillTable();
  };
  const choose = (c) => {
    state.country = c;
    drawPath(path, report, state, width);
  };
  const set = (name, convert = Number) => (value) => {
    state[name] = convert(value);
    refresh();
  };
  const fillTable = figureTable(figure, () => positionTable(report, state));

  const controls = figure.querySelector(".controls");
  const numbered = (list) => list.map((item, i) => [i, item.title]);
  if (report.scenarios.length > 1) controls.append(choice("Scenario", numbered(report.scenarios), set("scenario")));
  controls.append(choice("Arena", numbered(arenas), set("arena")));
  controls.append(choice("Show", showOptions(report), set("show", String)));
  if (earth)
    controls.append(choice("As", [["map", "world map"], ["strip", "strip by position"]], (view) => ((state.view = view), redraw())));
  controls.append(
    saveButton(() => `positions-${arenas[state.arena].id}-${frames[state.frame].replace(" ", "")}`, plot),
    timeline(frames, state.frame, (frame) => {
      state.frame = frame;
      refresh();
    })
  );
  onWidth(plot, (now) => ((width = now), redraw()));
  onScheme(() => drawn && refresh());

  function shownValue({scenario, arena, frame, show}, c) {
    const now = position("mean", scenario, arena, frame, c);
    if (show === "position") return now;
    const against = show === "change" ? position("mean", scenario, arena, 0, c) : position("mean", 0, arena, frame, c);
    return now == null || against == null ? null : now - against;
  }
}

function showOptions(report) {
  const options = [["position", "position"], ["change", `change since ${report.positions.frames[0]}`]];
  if (report.scenarios.length > 1) options.push(["difference", `difference from ${report.scenarios[0].title}`]);
  return options;
}

const ends = (arena) => [`towards the ${arena.negative}`, `towards the ${arena.positive}`];

function suffix(report, {show, scenario}) {
  if (show === "change") return `, change since ${report.positions.frames[0]}`;
  if (show === "difference") return scenario === 0 ? " (the scenario compared with)" : `, difference from ${report.scenarios[0].title}`;
  return "";
}

// One scale for all years, arenas and scenarios: colours mean the same wherever the reader goes.
function scaleTops(report) {
  const tops = {position: 0, change: 0, difference: 0};
  const {arenas, frames, countries} = report.positions;
  const widen = (name, value) => (tops[name] = Math.max(tops[name], Math.abs(value)));
  report.scenarios.forEach((_, s) =>
    arenas.forEach((_, a) =>
      countries.forEach((_, c) => {
        const first = position("mean", s, a, 0, c);
        frames.forEach((_, f) => {
          const now = position("mean", s, a, f, c);
          if (now == null) return;
          widen("position", now);
          if (first != null) widen("change", now - first);
          const other = s > 0 ? position("mean", 0, a, f, c) : null;
          if (other != null) widen("difference", now - other);
        });
      })
    )
  );
  return {position: roundUp(tops.position), change: roundUp(tops.change), difference: roundUp(tops.difference)};
}

// The next of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
function roundUp(value) {
  if (!(value > 0)) return 0.1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value * 0.999);
}

function describeCountry(report, state, c) {
  const {scenario, arena, frame} = state;
  const {arenas, frames, countries} = report.positions;
  const mean = position("mean", scenario, arena, frame, c);
  const sd = position("sd", scenario, arena, frame, c);
  const lines = [`${countries[c].name}`, `${arenas[arena].title}, ${frames[frame]}: ${signed(mean)} \u00B1 ${shown(sd)}`];
  const first = position("mean", scenario, arena, 0, c);
  if (frame > 0 && first != null) lines.push(`change since ${frames[0]}: ${signed(mean - first)}`);
  const other = position("mean", 0, arena, frame, c);
  if (scenario > 0 && other != null) lines.push(`difference from ${report.scenarios[0].title}: ${signed(mean - other)}`);
  return lines;
}

function positionTable(report, state) {
  const {arena, frame} = state;
  const {countries} = report.positions;
  const order = countries.map((_, c) => c).sort((a, b) => countries[a].name.localeCompare(countries[b].name));
  const headings = ["Country", "Code", ...report.scenarios.flatMap(({title}) => [title, "s.d."])];
  const rows = order.map((c) => [
    countries[c].name,
    countries[c].code,
    ...report.scenarios.flatMap((_, s) => [signed(position("mean", s, arena, frame, c)), shown(position("sd", s, arena, frame, c))])
  ]);
  const caption = element("caption", {}, `${report.positions.arenas[arena].title}, ${report.positions.frames[frame]}: mean over runs`);
  const made = table(headings, rows);
  made.prepend(caption);
  return made;
}
