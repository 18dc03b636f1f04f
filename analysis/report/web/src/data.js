// What the program wrote into the page. Quantised numbers are turned back here and nowhere else.
export const report = JSON.parse(document.getElementById("comity-data").textContent);

/** Position of a country, or null where the scenario does not have it. */
export function position(kind, scenario, arena, frame, country) {
  const stored = report.positions[kind][scenario]?.[arena]?.[frame]?.[country];
  return stored == null ? null : stored / report.positions.scale;
}

/** Rows {date, q05, q25, q50, q75, q95} of a metric in a scenario; empty where it was not recorded. */
export function fan(metric, scenario) {
  const bands = report.fans[metric]?.[scenario];
  if (!bands) return [];
  return report.times[scenario].map((time, t) => ({
    date: new Date(time),
    q05: bands[0][t],
    q25: bands[1][t],
    q50: bands[2][t],
    q75: bands[3][t],
    q95: bands[4][t]
  }));
}
