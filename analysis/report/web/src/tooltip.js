// One tooltip for the whole page; it follows the pointer or the focused mark and stays inside the window.
import {element} from "./elements.js";

const box = element("div", {class: "tooltip", role: "status", hidden: true});
document.body.append(box);

export function showTooltip(lines, clientX, clientY) {
  box.replaceChildren(...lines.map((line, i) => element(i === 0 ? "strong" : "div", {}, ...[line].flat())));
  box.hidden = false;
  const {width, height} = box.getBoundingClientRect();
  const left = clientX + 14 + width > window.innerWidth ? clientX - 14 - width : clientX + 14;
  const top = clientY + 14 + height > window.innerHeight ? clientY - 14 - height : clientY + 14;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${Math.max(4, top)}px`;
}

export function hideTooltip() {
  box.hidden = true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideTooltip();
});
