// Marks that stand for countries: named for screen readers, reached by pointer and by arrow keys, chosen by click or Enter.
import {hideTooltip, showTooltip} from "./tooltip.js";

/** Makes marks[c] explorable and returns a function that renews their names. Only one mark at a time is a stop of the Tab key. */
export function explorable(picture, marks, countries, describe, choose) {
  const order = countries
    .map((_, c) => c)
    .filter((c) => marks[c])
    .sort((a, b) => countries[a].name.localeCompare(countries[b].name));
  let stop = order[0];

  const show = (c, x, y) => showTooltip(describe(c), x, y);
  const move = (c) => {
    marks[stop].setAttribute("tabindex", -1);
    stop = c;
    marks[c].setAttribute("tabindex", 0);
    marks[c].focus();
  };
  order.forEach((c, i) => {
    const mark = marks[c];
    mark.classList.add("country");
    mark.setAttribute("role", "img");
    mark.setAttribute("tabindex", c === stop ? 0 : -1);
    mark.dataset.code = countries[c].code;
    mark.addEventListener("pointermove", ({clientX, clientY}) => show(c, clientX, clientY));
    mark.addEventListener("pointerleave", hideTooltip);
    mark.addEventListener("click", () => choose(c));
    mark.addEventListener("focus", () => {
      const {left, top, width, height} = mark.getBoundingClientRect();
      show(c, left + width / 2, top + height / 2);
    });
    mark.addEventListener("blur", hideTooltip);
    mark.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (step) move(order[(i + step + order.length) % order.length]);
      else if (event.key === "Home") move(order[0]);
      else if (event.key === "End") move(order.at(-1));
      else if (event.key === "Enter" || event.key === " ") choose(c);
      else return;
      event.preventDefault();
    });
  });
  picture.setAttribute("aria-roledescription", "chart");
  return () => order.forEach((c) => marks[c].setAttribute("aria-label", describe(c).join("; ")));
}
