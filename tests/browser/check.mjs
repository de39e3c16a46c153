// Opens reports in a browser: they render, say nothing on the console, ask for nothing, can be used by everybody in
// light, dark, narrow and printed form, and print to PDF. `node check.mjs PROGRAM [FOLDER FOR PICTURES]`.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [program, pictures] = process.argv.slice(2);
const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!program || !browserPath) {
  console.error("could not look at the reports: it takes the program as its first word, and /usr/bin/chromium");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "rekindle-browser-"));
const problems = [];

/** The page that a test of the program keeps as a snapshot: what comes after the second line of dashes. */
function kept(name) {
  const snapshot = readFileSync(join(here, `../../src/report/snapshots/rekindle__report__tests__${name}.snap`), "utf8");
  const page = snapshot.split(/^---$/m).slice(2).join("---").trimStart();
  const file = join(folder, `${name}.html`);
  writeFileSync(file, page);
  return file;
}

/** A page of the program itself, from a record made by its own commands. */
function made() {
  const run = (now, ...args) =>
    execFileSync(resolve(program), args, {
      env: { HOME: folder, REKINDLE_DATA_DIR: join(folder, "data"), REKINDLE_NOW: now, REKINDLE_SEED: "7" },
      stdio: ["ignore", "ignore", "inherit"],
    });
  const cards = ["grounding/feet-press", "breathwork/long-out", "grounding/texture-hold"];
  for (let day = 1; day <= 18; day += 1) {
    const now = `2026-11-${String(day).padStart(2, "0")}T18:00:00+01:00`;
    const after = String((day * 5) % 6);
    run(now, "log", cards[day % 3], "--recall", "good", "--state", "flooded", "--distress", `7:${after}`,
      "--connection", "3:4", "--helped", "helped", "--note", `<img src=x onerror=alert(1)> day ${day}`);
  }
  const file = join(folder, "made.html");
  run("2026-11-24T18:00:00+01:00", "report", "--format", "html", "--with", "notes,states,levels,people,safety",
    "--yes", "--out", file);
  return file;
}

/** A page with faults on purpose: whoever looks has to see them. */
function spoiled() {
  const page = readFileSync(kept("everything_html"), "utf8")
    .replace(' lang="en"', "")
    .replace(/<meta http-equiv[^>]*>/, "")
    .replace("<main>", '<main><img src="http://127.0.0.1:9/x.png"><p style="color:#bbb">faint</p><div style="width:3000px">wide</div><div tabindex="0" style="overflow-x:auto"><p style="width:900px">wide</p></div>');
  const file = join(folder, "spoiled.html");
  writeFileSync(file, page);
  return file;
}

const pages = ["everything_html", "hostile_html", "empty_html"].map(kept).concat(made());
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run"],
});

async function look(file, way, options, media) {
  const name = `${file.split("/").pop().replace(".html", "")}, ${way}`;
  const say = (problem) => problems.push(`${name}: ${problem}`);
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (message) => say(`console: ${message.text()}`));
  page.on("pageerror", (error) => say(`error: ${error.message}`));
  page.on("dialog", (dialog) => { say(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== address) say(`asked for ${request.url()}`); });
  if (media) await page.emulateMedia({ media });
  await page.goto(address, { waitUntil: "load" });
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    scripts: document.scripts.length,
    heading: document.querySelector("h1")?.textContent,
    main: document.querySelectorAll("main").length,
    pictures: [...document.querySelectorAll("svg")].map((svg) => ({
      role: svg.getAttribute("role"), title: svg.querySelector("title")?.textContent, drawn: svg.querySelectorAll("line,polyline,circle,rect").length,
      about: svg.querySelector("desc")?.textContent, width: svg.getBoundingClientRect().width,
      outside: [...svg.querySelectorAll("text")].filter((t) => {
        const [box, frame] = [t.getBoundingClientRect(), svg.getBoundingClientRect()];
        return box.left < frame.left - 1 || box.right > frame.right + 1;
      }).map((t) => t.textContent.trim()),
    })),
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    sideways: [...document.querySelectorAll("body *")].filter((e) => e.scrollWidth > e.clientWidth + 1
      && ["auto", "scroll"].includes(getComputedStyle(e).overflowX)).map((e) => e.querySelector("caption")?.textContent ?? e.tagName),
    background: getComputedStyle(document.body).backgroundColor,
  }));
  if (seen.lang !== "en" || !seen.title || !seen.heading || seen.main !== 1 || seen.scripts !== 0) say(`reads ${JSON.stringify(seen)}`);
  for (const picture of seen.pictures) {
    if (picture.role !== "img" || !picture.title || !picture.about || picture.drawn < 4 || picture.width < 200)
      say(`picture ${JSON.stringify(picture)}`);
    // Hostile titles are as long as they please.
    if (picture.outside.length && !file.includes("hostile")) say(`letters outside a picture: ${picture.outside}`);
  }
  if (seen.wider > 0) say(`is ${seen.wider} pixels wider than the window`);
  if (way === "narrow" && seen.sideways.length) say(`scrolls sideways: ${seen.sideways.join(" | ")}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name.replace(", ", "-")}.png`), fullPage: true });
  if (media === "print") {
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, path: pictures && join(pictures, `${name.replace(", ", "-")}.pdf`) });
    if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-")) || pdf.length < 5000) say("does not print");
  }
  await context.close();
  // Then as a reader with other needs: the checker has to be let in, which the page itself would not do.
  const checked = await browser.newContext({ viewport: { width: 1000, height: 900 }, bypassCSP: true, ...options });
  const other = await checked.newPage();
  if (media) await other.emulateMedia({ media });
  await other.goto(address);
  await other.evaluate(axe);
  const found = await other.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of found.violations)
    say(`${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`);
  await checked.close();
  return { background: seen.background, pictures: seen.pictures.length, passes: found.passes.length };
}

let looked = 0;
try {
  await look(spoiled(), "light", { colorScheme: "light" });
  await look(spoiled(), "narrow", { colorScheme: "light", viewport: { width: 400, height: 800 } });
  const seen = problems.splice(0).join("\n");
  for (const fault of ["asked for http://127.0.0.1:9", "reads {", "pixels wider", "scrolls sideways", "html-has-lang", "color-contrast", "image-alt"])
    if (!seen.includes(fault)) problems.push(`a page with faults was looked at, and nobody saw this one: ${fault}`);
  for (const file of pages) {
    const light = await look(file, "light", { colorScheme: "light" });
    const dark = await look(file, "dark", { colorScheme: "dark" });
    await look(file, "narrow", { colorScheme: "light", viewport: { width: 400, height: 800 } });
    await look(file, "print", { colorScheme: "dark" }, "print");
    if (light.background === dark.background) problems.push(`${file}: light and dark look the same`);
    if (light.passes < 20) problems.push(`${file}: the checker looked at ${light.passes} rules only`);
    if (!file.includes("empty") && light.pictures === 0) problems.push(`${file}: no picture`);
    looked += 4;
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(`${looked} views of ${pages.length} reports: ${problems.length === 0 ? "all is well" : `${problems.length} problems`}`);
process.exit(problems.length === 0 ? 0 : 1);
