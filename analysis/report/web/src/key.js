// Keys: which line is which scenario, which colour is which position.
import {element, shape} from "./elements.js";
import {diverging, scenarioColour, scenarioDash} from "./colours.js";
import {signedTick} from "./words.js";

/** One stroke and one name per scenario. */
export function scenarioKey(scenarios, bands = true) {
  const entries = scenarios.map((scenario, s) =>
    element(
      "span",
      {class: "key-entry"},
      shape(
        "svg",
        {width: 34, height: 14, "aria-hidden": "true"},
        bands ? shape("rect", {x: 0, y: 0, width: 34, height: 14, fill: scenarioColour(s), "fill-opacity": 0.14}) : "",
        bands ? shape("rect", {x: 0, y: 4, width: 34, height: 6, fill: scenarioColour(s), "fill-opacity": 0.25}) : "",
        shape("line", {x1: 0, x2: 34, y1: 7, y2: 7, stroke: scenarioColour(s), "stroke-width": 2, "stroke-dasharray": scenarioDash(s)})
      ),
      element("span", {"data-label": true}, scenario.title)
    )
  );
  return element("div", {class: "key"}, ...entries);
}

/** A ramp from -top to +top with the words for its two ends. */
export function colourKey(top, negative, positive, width) {
  const w = Math.min(520, width - 20);
  const steps = 61;
  const ramp = Array.from({length: steps}, (_, i) =>
    shape("rect", {
      x: ((i * w) / steps).toFixed(2),
      y: 0,
      width: (w / steps + 0.5).toFixed(2),
      height: 10,
      fill: diverging((2 * i) / (steps - 1) - 1)
    })
  );
  const labels = [-1, -0.5, 0, 0.5, 1].map((share) =>
    shape(
      "text",
      {x: ((share + 1) / 2) * w, y: 23, "text-anchor": share === -1 ? "start" : share === 1 ? "end" : "middle", "font-size": 11, fill: "var(--text)"},
      share === 0 ? "0" : signedTick(share * top)
    )
  );
  const picture = shape("svg", {width: w, height: 26, "aria-hidden": "true", "font-family": "sans-serif"}, ...ramp, ...labels);
  const ends = element(
    "div",
    {class: "ends", style: `width:${w}px`},
    element("span", {"data-label": true}, "\u25C0 " + negative),
    element("span", {"data-label": true}, "position"),
    element("span", {"data-label": true}, positive + " \u25B6")
  );
  return element("div", {class: "colour-key"}, ends, picture);
}
