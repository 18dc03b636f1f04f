// Outlines of the world at 1:110 million (Natural Earth), and circles for the countries that are too small for it.
import {geoEqualEarth, geoPath} from "d3-geo";
import {forceCollide, forceSimulation, forceX, forceY} from "d3-force";
import {feature} from "topojson-client";
import atlas from "world-atlas/countries-110m.json";

const antarctica = "010";
const outlines = feature(atlas, atlas.objects.countries).features.filter(({id}) => id !== antarctica);
const frame = {
  type: "MultiPoint",
  coordinates: [[-180, 0], [180, 0], [0, 84], [0, -57], [-150, 72], [170, 72]]
};

/** Where each country is drawn on a map of this width: outlines {path, country or null} and circles {x, y, r, country}. */
export function layout(countries, width) {
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, {type: "Sphere"});
  const path = geoPath(projection).digits(1);
  const [[, top], [, bottom]] = path.bounds(frame);
  const [dx, dy] = projection.translate();
  projection.translate([dx, dy - top + 4]);

  const byNumber = new Map(countries.map((country, c) => [country.iso, c]).filter(([iso]) => iso));
  const drawn = new Set();
  const shapes = outlines.map((outline) => {
    const country = byNumber.get(outline.id) ?? null;
    if (country != null) drawn.add(country);
    return {path: path(outline), country};
  });
  return {shapes, circles: circles(countries, drawn, projection, width), height: Math.ceil(bottom - top + 8)};
}

// Neighbouring islands are pushed apart just so far that each can be seen and touched.
function circles(countries, drawn, projection, width) {
  const r = width < 600 ? 2.6 : 4;
  const nodes = countries.flatMap(({lat, lon}, country) => {
    if (drawn.has(country) || lat == null || lon == null) return [];
    const [x, y] = projection([lon, lat]);
    return [{x, y, homeX: x, homeY: y, r, country}];
  });
  forceSimulation(nodes)
    .force("x", forceX(({homeX}) => homeX).strength(0.3))
    .force("y", forceY(({homeY}) => homeY).strength(0.3))
    .force("apart", forceCollide(r + 0.6).iterations(3))
    .stop()
    .tick(80);
  return nodes;
}
