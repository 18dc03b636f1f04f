// A slider over the years with a button that plays them.
import {element} from "./elements.js";

const pause = 650;  // milliseconds a year stays on the screen

export function timeline(frames, start, change) {
  let timer = null;
  const year = element("output", {class: "year"}, frames[start]);
  const slider = element("input", {
    type: "range",
    min: 0,
    max: frames.length - 1,
    step: 1,
    "aria-label": "Year",
    oninput: () => {
      stop();
      go(Number(slider.value));
    }
  });
  slider.value = start;
  const button = element("button", {type: "button", class: "play", onclick: () => (timer ? stop() : play())}, "Play");

  function go(frame) {
    slider.value = frame;
    slider.setAttribute("aria-valuetext", frames[frame]);
    year.textContent = frames[frame];
    change(frame);
  }
  function play() {
    if (Number(slider.value) === frames.length - 1) go(0);
    button.textContent = "Pause";
    timer = setInterval(() => {
      const next = Number(slider.value) + 1;
      if (next < frames.length) go(next);
      if (next >= frames.length - 1) stop();
    }, pause);
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    button.textContent = "Play";
  }
  slider.setAttribute("aria-valuetext", frames[start]);
  return element("div", {class: "timeline"}, button, slider, year);
}
