// Opens reports from disk in a real browser and uses them as a reader would:
//   node browser_check.mjs PACKAGES CHROMIUM EARTH.html NOWHERE.html
// PACKAGES holds node_modules/playwright-core; EARTH shows three scenarios of the 193, NOWHERE a world without places.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

const [packages, executablePath, earth, nowhere] = process.argv.slice(2);
const {chromium} = createRequire(join(resolve(packages), "package.json"))("playwright-core");
const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync"
  ]
});

/** Opens a page, runs `use`, and holds the page to silence: no message, no error, no request but for the file itself. */
async function visit(claim, file, options, use) {
  const page = await browser.newPage({viewport: {width: 1200, height: 900}, acceptDownloads: true, ...options});
  page.setDefaultTimeout(120_000); // a machine that does much else at once is slow, not wrong
  const noise = [];
  const requests = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  const start = Date.now();
  await page.goto(pathToFileURL(resolve(file)).href);
  await use(page, Date.now() - start);
  assert.deepEqual(noise, [], `${claim}: the console stays silent`);
  const sent = requests.filter((url) => !url.startsWith("blob:"));
  assert.equal(sent.length, 1, `${claim}: no request but for the page itself: ${sent}`);
  await page.close();
  console.log(`ok: ${claim}`);
}

const fills = (page) => page.$$eval(".country", (marks) => marks.map((mark) => mark.getAttribute("fill")));
const changed = (a, b) => a.filter((fill, i) => fill !== b[i]).length;
const figure = (page, name) => page.locator(`[data-figure="${name}"]`);
const select = (page, name, label) => figure(page, name).locator("label", {hasText: label}).locator("select");

await visit("the map names 193 countries once each", earth, {}, async (page, milliseconds) => {
  console.log(`loaded and drawn in ${milliseconds} ms`);
  const marks = await page.$$eval(".country", (all) => all.map((mark) => [mark.dataset.code, mark.getAttribute("aria-label"), mark.tagName]));
  assert.equal(marks.length, 193);
  assert.equal(new Set(marks.map(([code]) => code)).size, 193);
  for (const [code, label] of marks) assert.match(label, /^.+; .+, 2034: [+\u2212]?\d+\.\d+ \u00B1 \d/, code);
  assert.equal(marks.filter(([, , tag]) => tag === "circle").length, 28, "the small ones are circles");
});

await visit("arrow keys move the slider, and the map changes its colours", earth, {}, async (page) => {
  const slider = page.getByRole("slider", {name: "Year"});
  await slider.focus();
  const last = await fills(page);
  for (let n = 0; n < 5; ++n) await page.keyboard.press("ArrowLeft");
  assert.equal(await page.locator("output.year").textContent(), "2029");
  assert.equal(await slider.getAttribute("aria-valuetext"), "2029");
  const earlier = await fills(page);
  assert.ok(changed(last, earlier) > 150, "most countries change colour over five years");
  await select(page, "positions", "Arena").selectOption({label: "Control arena"});
  assert.ok(changed(earlier, await fills(page)) > 150, "another arena has other positions");
});

await visit("a difference from the first scenario is nothing in the first and something in the third", earth, {}, async (page) => {
  await select(page, "positions", "Show").selectOption("difference");
  assert.equal(new Set(await fills(page)).size, 1);
  await select(page, "positions", "Scenario").selectOption({label: "US exit"});
  assert.ok(new Set(await fills(page)).size > 50);
});

await visit("the Play button runs through the years and stops", earth, {}, async (page) => {
  const play = page.getByRole("button", {name: "Play"});
  await play.click();
  await page.waitForFunction(() => ["2021", "2022"].includes(document.querySelector("output.year").textContent));
  await page.getByRole("button", {name: "Pause"}).click();
  const stopped = await page.locator("output.year").textContent();
  await page.waitForTimeout(900);
  assert.equal(await page.locator("output.year").textContent(), stopped);
});

await visit("countries are reached by keyboard, and a chosen one shows its path", earth, {}, async (page) => {
  await page.locator('.country[tabindex="0"]').focus();
  assert.match(await page.locator(".tooltip").textContent(), /^Afghanistan/);
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".tooltip").textContent(), /^Albania.*\u00B1/);
  await page.keyboard.press("Enter");
  assert.match(await page.locator(".path h4").textContent(), /^Albania: Human rights/);
  assert.equal(await page.locator('.country[tabindex="0"]').count(), 1, "one stop of the Tab key");
  await page.keyboard.press("Escape");
  assert.ok(await page.locator(".tooltip").isHidden());
});

await visit("groups of metrics and side-by-side panels can be chosen, and years have no thousands separator", earth, {}, async (page) => {
  const panels = figure(page, "fans").locator(".panel");
  assert.equal(await panels.count(), 2, "the main metrics come first");
  await select(page, "fans", "Group").selectOption("institutions");
  assert.equal(await panels.count(), 4);
  await select(page, "fans", "Group").selectOption("agreement");
  assert.equal(await panels.count(), 2);
  await select(page, "fans", "Scenarios").selectOption("beside");
  assert.equal(await panels.count(), 6);
  const texts = await page.$$eval("figure svg text", (all) => all.map((text) => text.textContent));
  assert.ok(texts.includes("2030") && !texts.some((text) => /^\d,\d{3}$/.test(text)));
});

await visit("each card tells what is different from the first scenario", earth, {}, async (page) => {
  const cards = page.locator(".card");
  assert.equal(await cards.count(), 3);
  assert.equal(await cards.first().locator("h4").count(), 0, "the first is what the others are compared with");
  assert.equal(await cards.nth(1).locator("h4").textContent(), "What is different from Baseline 2020");
  const lines = await cards.nth(1).locator("li").allInnerTexts();
  assert.equal(lines[0], "2021 Q1: engagement of United States of America in all bodies rises to 1 (1 is full)");
  assert.match(lines[1], /^rules\.threat\.base is -1\.5 instead of -2\s+\w/);
});

await visit("a metric of zeros has the scale of its bounds, and words say so", earth, {}, async (page) => {
  await select(page, "fans", "Group").selectOption("dyads");
  const panel = figure(page, "fans").locator(".panel");
  assert.equal(await panel.locator(".same").textContent(), "0 in all runs and rounds.");
  const words = await panel.locator("svg text").allTextContents();
  for (const mark of ["0", "0.2", "1"]) assert.ok(words.includes(mark), `${mark} stands at the axis: ${words}`);
  assert.ok(!words.some((word) => word.includes("e") && word !== "index"), `no powers of ten: ${words}`);
});

await visit("every figure has a table and a vector file", earth, {}, async (page) => {
  const details = page.locator("figure details.table");
  for (let n = 0; n < (await details.count()); ++n) await details.nth(n).locator("summary").click();
  assert.equal(await figure(page, "positions").locator("tbody tr").count(), 193);
  assert.ok((await figure(page, "fans").locator("tbody tr").count()) >= 2 * 3 * 15);
  for (const [name, holds] of [["still", "Status quo of HR2"], ["fans", "Baseline 2020"], ["positions", "Human rights, 2034"], ["norms", "HR1 universality"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), figure(page, name).getByRole("button", {name: "Save SVG"}).click()]);
    const text = readFileSync(await download.path(), "utf8");
    assert.match(download.suggestedFilename(), /\.svg$/);
    assert.ok(text.includes(holds), `${name}: the file holds its words`);
    const broken = await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent, text);
    assert.equal(broken, undefined, name);
  }
});

await visit("a metric of one round is a dot a scenario, and every axis has its unit", earth, {}, async (page) => {
  await select(page, "fans", "Group").selectOption("blocs");
  const panel = figure(page, "fans").locator(".panel");
  assert.equal(await panel.count(), 1);
  assert.equal(await panel.locator("circle").count(), 3);
  const words = await panel.locator("svg text").allTextContents();
  assert.ok(words.includes("index"), `the unit stands at the axis: ${words}`);
  assert.equal(words.filter((word) => word === "2034").length, 3);
  await select(page, "fans", "Group").selectOption("institutions");
  assert.equal(await panel.first().locator("circle").count(), 0, "other metrics are lines");
});

// WCAG 2: relative luminance, and the contrast of two colours.
const luminance = (colour) => {
  const [r, g, b] = colour.match(/[\d.]+/g).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
const styles = (page, selector, name) => page.$$eval(selector, (all, name) => [...new Set(all.map((node) => getComputedStyle(node)[name]))], name);

for (const colorScheme of ["light", "dark"])
  await visit(`a ${colorScheme} page has contrast in its words, pictures and lines`, earth, {colorScheme}, async (page) => {
    const [ground] = await styles(page, "body", "backgroundColor");
    assert.equal(luminance(ground) > 0.5, colorScheme === "light");
    for (const [selector, name, least] of [
      ["p, h1, h2, h3, h4, td, th, dt, dd, summary, nav a, select, button", "color", 4.5],
      ["figure svg text", "fill", 4.5],
      ['.panel path[fill="none"], .key line', "stroke", 3],
      [".plot svg:not(.map) circle", "fill", 3]
    ])
      for (const colour of await styles(page, selector, name))
        if (colour !== "none" && colour !== ground) assert.ok(contrast(colour, ground) >= least, `${selector}: ${colour} on ${ground}`);
  });

await visit("on a dark screen the map is dark, and what is saved or printed is as on paper", earth, {colorScheme: "dark"}, async (page) => {
  const shades = async () => (await fills(page)).map((fill) => (fill.startsWith("rgb") ? luminance(fill) : null)).filter((shade) => shade != null);
  const mean = (all) => all.reduce((sum, shade) => sum + shade, 0) / all.length;
  const dark = await shades();
  assert.ok(dark.length > 150);
  const [download] = await Promise.all([page.waitForEvent("download"), figure(page, "positions").getByRole("button", {name: "Save SVG"}).click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.ok(!text.includes("var("), "a file of its own has no colour that a page must name");
  const saved = [...text.matchAll(/<path[^>]*class="country"[^>]*/g)].map(([mark]) => luminance(/fill="(rgb[^"]*)"/.exec(mark)[1]));
  assert.ok(mean(saved) > mean(dark) + 0.2, "the saved map has the colours of paper");
  assert.deepEqual(await shades(), dark, "and the screen stays dark");
  await page.emulateMedia({media: "print", colorScheme: "dark"});
  assert.deepEqual(await styles(page, "body", "backgroundColor"), ["rgb(255, 255, 255)"]);
  assert.ok(mean(await shades()) > mean(dark) + 0.2, "the printed map too");
});

await visit("a telephone shows the page without scrolling sideways", earth, {viewport: {width: 420, height: 800}}, async (page) => {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 420);
  assert.equal(await page.locator(".country").count(), 193);
  const changes = await page.locator("#figure-changes svg:visible").evaluateAll((all) => all.map((picture) => picture.getBoundingClientRect().right));
  assert.equal(changes.length, 1);
  assert.ok(changes[0] <= 420, "the largest changes are seen whole");
});

await visit("without scripts the pictures and tables are there", earth, {javaScriptEnabled: false}, async (page) => {
  assert.equal(await page.locator('svg[aria-label="Dot map: Human rights"]').count(), 3);
  assert.ok((await page.locator("table").count()) >= 4);
});

await visit("the page prints", earth, {}, async (page) => {
  assert.ok((await page.pdf({format: "A4"})).length > 50_000);
});

await visit("a world without places is a strip of dots that moves with the slider", nowhere, {}, async (page) => {
  assert.equal(await page.locator("svg.strip circle").count(), 40);
  assert.equal(await page.locator("svg.map").count(), 0);
  const places = () => page.$$eval("svg.strip circle", (all) => all.map((mark) => mark.getAttribute("cx")));
  const last = await places();
  await page.getByRole("slider", {name: "Year"}).focus();
  await page.keyboard.press("Home");
  assert.ok(changed(last, await places()) > 30);
});

for (const width of [1080, 390])
  await visit(`a long title, a failed run and another seed fit a page ${width} wide`, nowhere, {viewport: {width, height: 900}}, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.match(await page.locator(".card").nth(1).textContent(), /Failed runs1 \(left out of every figure\)run 7: positions/);
    const warning = page.locator(".warning");
    assert.equal(await warning.count(), 1);
    assert.match(await warning.textContent(), /with another seed \(2 instead of 1\)/);
    const outside = await page.$$eval(".card *, .short-names *, #figure-changes svg text", (all) =>
      all.filter((node) => {
        const box = node.closest(".card, .short-names, svg").getBoundingClientRect();
        const {left, right} = node.getBoundingClientRect();
        return right > left && (right > box.right + 1 || left < box.left - 1);
      }).map((node) => node.textContent)
    );
    assert.deepEqual(outside, [], "no words run out of their card or picture");
  });

await browser.close();
