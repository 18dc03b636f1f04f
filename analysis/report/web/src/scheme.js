// Light or dark: most colours follow the page's style by themselves; what a script computes is told when to do so again.
const root = document.documentElement;
const dark = matchMedia("screen and (prefers-color-scheme: dark)");
const listeners = [];
const tell = () => listeners.forEach((redraw) => redraw());

export const isDark = () => dark.matches && !root.classList.contains("paper");
export const onScheme = (redraw) => listeners.push(redraw);

/** Makes something in the colours of paper, whatever those of the screen. */
export function onPaper(make) {
  setPaper(true);
  try {
    return make();
  } finally {
    setPaper(false);
  }
}

/** The value of a colour that the style names, as in `var(--text)`. */
export const named = (text) => text.replace(/var\((--[\w-]+)\)/g, (_, name) => getComputedStyle(root).getPropertyValue(name).trim());

function setPaper(on) {
  root.classList.toggle("paper", on);
  tell();
}
dark.addEventListener("change", tell);
addEventListener("beforeprint", () => setPaper(true));
addEventListener("afterprint", () => setPaper(false));
