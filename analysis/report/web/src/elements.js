// Small pieces of page: elements, labelled controls, tables.

/** An element with attributes and children; a function under `on...` is a listener. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  assign(node, attributes);
  node.append(...children);
  return node;
}

/** The same within an SVG picture. */
export function shape(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  assign(node, attributes);
  node.append(...children);
  return node;
}

function assign(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
}

/** A labelled choice among [value, text] pairs; `change` is told the chosen value. */
export function choice(label, options, change) {
  const select = element(
    "select",
    {onchange: () => change(select.value)},
    ...options.map(([value, text]) => element("option", {value}, text))
  );
  return element("label", {class: "control"}, element("span", {}, label), select);
}

/** A labelled box to tick. */
export function tick(label, change) {
  const box = element("input", {type: "checkbox", onchange: () => change(box.checked)});
  return element("label", {class: "control tick"}, box, element("span", {}, label));
}

/** A table of text cells; the first column holds the row headings. */
export function table(headings, rows) {
  const head = element("tr", {}, ...headings.map((text) => element("th", {scope: "col"}, text)));
  const body = rows.map((cells) =>
    element("tr", {}, ...cells.map((text, i) => (i === 0 ? element("th", {scope: "row"}, text) : element("td", {}, text))))
  );
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

/** Fills the table that belongs to a figure when the reader opens it, and again when the figure changes. */
export function figureTable(figure, make) {
  const details = figure.querySelector("details.table");
  const fill = () => {
    if (details.open) details.querySelector(".rows").replaceChildren(make());
  };
  details.addEventListener("toggle", fill);
  return fill;
}

/** Calls back with the width of a box, now and whenever it changes. */
export function onWidth(box, draw) {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (width > 0 && width !== last) draw((last = width));
  }).observe(box);
}
