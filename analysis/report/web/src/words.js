// Numbers and dates as the page writes them; the program writes its tables by the same rules.

/** Three digits that count, two where it is tiny, none behind the point where it is large; with a true minus sign. */
export function shown(value) {
  if (value == null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 || size === 0 ? 3 : size >= 0.01 ? 4 : 5;
  const text = size > 0 && size < 0.001 ? value.toPrecision(2) : value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "\u2212");
}

/** The same with a plus sign, for what has two sides. */
export function signed(value) {
  const text = shown(value);
  return value > 0 && Number(text) !== 0 ? "+" + text : text;
}

/** A number on an axis: as many digits as it needs and no more. */
export const tick = (value) => String(Number(value.toPrecision(6))).replace("-", "\u2212");
export const signedTick = (value) => (value > 0 ? "+" : "") + tick(value);

/** Years are names, not amounts: no separator of thousands. */
export const year = (date) => String(date.getUTCFullYear());

export const quarter = (date) => `${year(date)} Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
