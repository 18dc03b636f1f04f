// Every country as a dot along the axis of positions, grouped by region where the world has regions.
import {diverging, noValue} from "./colours.js";
import {shape} from "./elements.js";
import {explorable} from "./explore.js";
import {signedTick} from "./words.js";

const names = {
  AFR: "Africa",
  APG: "Asia-Pacific",
  EEG: "Eastern Europe",
  GRULAC: "Latin America and Caribbean",
  WEOG: "Western Europe and others"
};

export function drawStrip(box, {report, width, describe, choose}) {
  const {countries} = report.positions;
  const regions = [...new Set(countries.map(({region}) => region ?? ""))].sort();
  const r = countries.length > 400 ? 2 : width < 600 ? 3 : 4.5;
  const rowHeight = Math.max(64, Math.min(130, 26000 / Math.max(1, regions.length * 60)));
  const margin = {left: 12, right: 12, top: 18, bottom: 26};
  const height = margin.top + rowHeight * regions.length + margin.bottom;
  const marks = countries.map(() => shape("circle", {r, fill: noValue, stroke: "var(--outline)", "stroke-width": 0.6}));
  const axis = shape("g", {"font-size": 11, fill: "var(--text)", "aria-hidden": "true"});
  const rows = regions.map((region, i) =>
    shape(
      "g",
      {"aria-hidden": "true"},
      shape("line", {x1: margin.left, x2: width - margin.right, y1: margin.top + rowHeight * (i + 1), y2: margin.top + rowHeight * (i + 1), stroke: "var(--line)"}),
      shape("text", {x: margin.left, y: margin.top + rowHeight * i + 12, "font-size": 12, fill: "var(--quiet)"}, names[region] ?? region)
    )
  );
  const picture = shape(
    "svg",
    {viewBox: `0 0 ${width} ${height}`, width, height, role: "group", class: "strip", "font-family": "sans-serif"},
    ...rows,
    axis,
    shape("g", {}, ...marks)
  );
  box.replaceChildren(picture);
  const relabel = explorable(picture, marks, countries, describe, choose);

  return {
    recolour(values, top) {
      const x = (value) => margin.left + 8 + ((value / top + 1) / 2) * (width - margin.left - margin.right - 16);
      picture.setAttribute("aria-label", "Positions of all countries along one axis. Arrow keys move from country to country.");
      axis.replaceChildren(...ticks(x, top, height - margin.bottom, margin.top));
      regions.forEach((region, i) => {
        const members = countries.map((_, c) => c).filter((c) => (countries[c].region ?? "") === region && values[c] != null);
        const middle = margin.top + rowHeight * (i + 0.5) + 6;
        const offsets = swarm(members.map((c) => x(values[c])), r, rowHeight / 2 - r - 6);
        members.forEach((c, n) => {
          marks[c].setAttribute("cx", x(values[c]).toFixed(1));
          marks[c].setAttribute("cy", (middle + offsets[n]).toFixed(1));
          marks[c].setAttribute("fill", diverging(values[c] / top));
        });
      });
      marks.forEach((mark, c) => mark.setAttribute("visibility", values[c] == null ? "hidden" : "visible"));
      relabel();
    }
  };
}

function ticks(x, top, y, from) {
  return [-1, -0.5, 0, 0.5, 1].flatMap((share) => [
    shape("line", {x1: x(share * top), x2: x(share * top), y1: from, y2: y, stroke: share === 0 ? "var(--axis)" : "var(--grid)"}),
    shape("text", {x: x(share * top), y: y + 16, "text-anchor": "middle"}, share === 0 ? "0" : signedTick(share * top))
  ]);
}

// Each dot takes the free place nearest to the middle line, in order of position.
function swarm(xs, r, room) {
  const placed = [];
  const offsets = new Array(xs.length).fill(0);
  const order = xs.map((_, n) => n).sort((a, b) => xs[a] - xs[b]);
  for (const n of order) {
    const near = placed.filter((m) => xs[n] - xs[m] < 2 * r);
    const free = (offset) => near.every((m) => (xs[n] - xs[m]) ** 2 + (offset - offsets[m]) ** 2 >= 4 * r * r);
    for (let step = 0; step <= room; step += 1) {
      const found = [step, -step].find(free);
      if (found !== undefined) {
        offsets[n] = found;
        break;
      }
    }
    placed.push(n);
    if (placed.length > 400) placed.shift();
  }
  return offsets;
}
