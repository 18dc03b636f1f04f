// Numbers and dates as the page writes them; the program writes its tables by the same rules.

const tiniest = 1e-6;  // of what shares, positions and counts are read for; what is nearer to 0 is called so

/** Three digits that count, two where it is small, none behind the point where it is large; with a true minus sign. */
export function shown(value) {
  if (value == null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size > 0 && size < tiniest) return "\u2248 0";
  const small = size > 0 ? Math.ceil(-Math.log10(size)) + 1 : 0;
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 || size === 0 ? 3 : size >= 0.01 ? 4 : size >= 0.001 ? 5 : small;
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "\u2212");
}

/** The same with a plus sign, for what has two sides. */
export const signed = (value) => (value >= tiniest ? "+" : "") + shown(value);

/** A number on an axis: as many digits as it needs and no more. */
export const tick = (value) => String(Number(value.toPrecision(6))).replace("-", "\u2212");
export const signedTick = (value) => (value > 0 ? "+" : "") + tick(value);

/** Years are names, not amounts: no separator of thousands. */
export const year = (date) => String(date.getUTCFullYear());

export const quarter = (date) => `${year(date)} Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
