// Colours told apart by readers with any colour vision (Okabe & Ito 2008), doubled by the dash of the line.
import {interpolatePuOr} from "d3-scale-chromatic";

const palette = ["#0072b2", "#d55e00", "#009e73", "#b24a87", "#8a6d00", "#3a9bd1", "#444444"];
const dashes = ["", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 2", "12 3"];

export const scenarioColour = (s) => palette[s % palette.length];
export const scenarioDash = (s) => dashes[s % dashes.length];

/** Orange at the negative end, purple at the positive end, near white at zero. The last tenth is left out: too dark to outline. */
export const diverging = (share) => interpolatePuOr(0.5 - 0.45 * Math.max(-1, Math.min(1, share)));

export const noValue = "#cfcfcb";
