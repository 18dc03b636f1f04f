// The interactive part of the report: every figure that the program wrote as a still picture comes alive here.
import {report} from "./data.js";
import {drawFans} from "./fans.js";
import {drawPositions} from "./positions.js";
import {drawNorms, drawStages} from "./norms.js";
import {saveButton} from "./save.js";

// A still figure is as good as it gets; it can only be saved.
function keepStill(figure) {
  figure.querySelector(".controls").append(saveButton(() => figure.id, figure.querySelector(".plot")));
}

const figures = {fans: drawFans, positions: drawPositions, norms: drawNorms, stages: drawStages, still: keepStill};

for (const figure of document.querySelectorAll("[data-figure]")) {
  const draw = figures[figure.dataset.figure];
  if (draw) draw(figure, report);
}
