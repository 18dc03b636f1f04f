// Colours told apart by readers with any colour vision, doubled by the dash of the line; the page's style has them for light and dark.
import {interpolatePuOr} from "d3-scale-chromatic";
import {isDark} from "./scheme.js";

const dashes = ["", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 2", "12 3"];

export const scenarioColour = (s) => `var(--s${s % dashes.length})`;
export const scenarioDash = (s) => dashes[s % dashes.length];

/** Orange at the negative end, purple at the positive end; at zero near white on a light page, near black on a dark one. */
export const diverging = (share) => (isDark() ? onDark : onLight)(Math.max(-1, Math.min(1, share)));

// The last tenth is left out: too dark to outline.
const onLight = (share) => interpolatePuOr(0.5 - 0.45 * share);

const [middle, orange, purple] = [[62, 65, 70], [255, 170, 84], [186, 164, 255]];
const onDark = (share) => {
  const end = share < 0 ? orange : purple;
  return `rgb(${middle.map((from, c) => Math.round(from + Math.abs(share) ** 0.8 * (end[c] - from))).join(" ")})`;
};

export const noValue = "var(--no-value)";
