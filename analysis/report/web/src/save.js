// "Save SVG": the pictures and the written labels of a figure, as one vector file that a paper can use.
import {element, shape} from "./elements.js";
import {named, onPaper} from "./scheme.js";

export function saveButton(name, box) {
  return element("button", {type: "button", class: "save", onclick: () => save(name(), box)}, "Save SVG");
}

function save(name, box) {
  const text = new XMLSerializer().serializeToString(onPaper(() => compose(box)));
  const link = element("a", {
    href: URL.createObjectURL(new Blob([text], {type: "image/svg+xml"})),
    download: `${name}.svg`
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Every picture goes where it stands on the page, every element marked `data-label` becomes a line of text there.
export function compose(box) {
  const frame = box.getBoundingClientRect();
  const whole = shape("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width: Math.ceil(frame.width),
    height: Math.ceil(frame.height),
    viewBox: `0 0 ${Math.ceil(frame.width)} ${Math.ceil(frame.height)}`,
    "font-family": "sans-serif"
  });
  whole.append(shape("rect", {width: "100%", height: "100%", fill: "white"}));
  for (const picture of box.querySelectorAll("svg")) {
    const place = picture.getBoundingClientRect();
    if (place.width === 0) continue;  // meant for a page of another width
    const copy = picture.cloneNode(true);
    for (const [key, value] of [["x", place.left - frame.left], ["y", place.top - frame.top], ["width", place.width], ["height", place.height]])
      copy.setAttribute(key, value.toFixed(1));
    whole.append(copy);
  }
  for (const label of box.querySelectorAll("[data-label]")) {
    const place = label.getBoundingClientRect();
    const style = getComputedStyle(label);
    whole.append(
      shape(
        "text",
        {
          x: (place.left - frame.left).toFixed(1),
          y: (place.top - frame.top + parseFloat(style.fontSize)).toFixed(1),
          "font-size": style.fontSize,
          "font-weight": style.fontWeight,
          fill: style.color
        },
        label.textContent
      )
    );
  }
  for (const part of whole.querySelectorAll("*"))
    for (const {name, value} of [...part.attributes]) if (value.includes("var(--")) part.setAttribute(name, named(value));
  return whole;
}
