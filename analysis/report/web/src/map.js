// The world map. Drawn once per width; a step of the slider only changes colours.
import {diverging, noValue} from "./colours.js";
import {shape} from "./elements.js";
import {layout} from "./geometry.js";
import {explorable} from "./explore.js";

export function drawMap(box, {report, width, describe, choose}) {
  const {countries} = report.positions;
  const {shapes, circles, height} = layout(countries, width);
  const marks = new Array(countries.length).fill(null);

  const land = shapes.map(({path, country}) => {
    const mark = shape("path", {d: path, fill: noValue, stroke: "var(--edge)", "stroke-width": 0.4, "stroke-linejoin": "round"});
    if (country != null) marks[country] = mark;
    else mark.setAttribute("aria-hidden", "true");
    return mark;
  });
  const dots = circles.map(({x, y, r, country}) => {
    const mark = shape("circle", {cx: x.toFixed(1), cy: y.toFixed(1), r, fill: noValue, stroke: "var(--outline)", "stroke-width": 0.7});
    marks[country] = mark;
    return mark;
  });
  const picture = shape(
    "svg",
    {viewBox: `0 0 ${width} ${height}`, width, height, role: "group", class: "map"},
    shape("g", {class: "land"}, ...land),
    shape("g", {class: "dots"}, ...dots)
  );
  box.replaceChildren(picture);
  const relabel = explorable(picture, marks, countries, describe, choose);

  return {
    recolour(values, top) {
      picture.setAttribute("aria-label", "World map of positions. Arrow keys move from country to country, in alphabetical order.");
      marks.forEach((mark, c) => mark?.setAttribute("fill", values[c] == null ? noValue : diverging(values[c] / top)));
      relabel();
    }
  };
}
