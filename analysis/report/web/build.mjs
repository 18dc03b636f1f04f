// Bundles the page's script: node build.mjs OUT, where OUT/node_modules holds what package-lock.json names.
// Writes OUT/report.js and OUT/THIRD-PARTY.txt, the licences of exactly the packages that are in it.
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? here);
const {build} = createRequire(join(out, "package.json"))("esbuild");

const result = await build({
  entryPoints: [join(here, "src/main.js")],
  absWorkingDir: out,
  nodePaths: [join(out, "node_modules")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false
});
const script = result.outputFiles[0].text;
if (/<\/script|<!--/i.test(script)) throw new Error("the bundle holds text that would end the script element");
writeFileSync(join(out, "report.js"), script);
writeFileSync(join(out, "THIRD-PARTY.txt"), notices(Object.entries(result.metafile.outputs)[0][1].inputs));

// One section per licence text, headed by the packages that share it.
function notices(inputs) {
  const folders = new Set();
  for (const [path, {bytesInOutput}] of Object.entries(inputs)) {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    if (match && bytesInOutput > 0) folders.add(match[0]);
  }
  const sections = new Map();
  for (const folder of [...folders].sort()) {
    const where = resolve(out, folder);
    const {name, version, license} = JSON.parse(readFileSync(join(where, "package.json"), "utf8"));
    const file = readdirSync(where).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    if (!file) throw new Error(`${name} comes without a licence text`);
    const text = readFileSync(join(where, file), "utf8").replaceAll("\r\n", "\n").trim();
    if (!sections.has(text)) sections.set(text, []);
    sections.get(text).push(`${name} ${version} (${license})`);
  }
  const parts = [...sections].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return `Software in the interactive part of the report.\n\nOutlines of countries: Natural Earth, public domain.\n\n${parts.join(`\n${"-".repeat(70)}\n\n`)}`;
}
