// What axe-core says of every kind of page: in light, dark and forced colors, narrow and wide, written from right to
// left, with the search and a picture open. No violation of WCAG 2.2 AA nor of good practice.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inHalves, launch, open, program, site, visit } from "./harness.mjs";

const skip = !site && "GUIDEPOST_SITE is not set";
const GUIDE = "guides/printers/clear-the-print-queue.html";
const PAGES = [
  "index.html", GUIDE, "guides/printers/add-a-printer.html", "search.html#q=printer", "categories/network.html",
  "categories/printers/print.html", "a-z.html", "latest.html", "tags.html", "404.html", "manual/write-a-guide.html",
];
let browser, files, axe, folder;
before(async () => {
  if (skip) return;
  axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  browser = await launch();
  files = await open("file");
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const CONTRAST = { type: "rule", values: ["color-contrast"] };

/** What axe finds on the page as it stands. */
async function findings(page, runOnly = ALL) {
  await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  }, runOnly);
}

async function look(options, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options });
  await act(await context.newPage());
  await context.close();
}

const lookAtAll = (options, base, pages = PAGES, runOnly = ALL) => inHalves(pages, (pages) => look(options, async (page) => {
  for (const path of pages) {
    await visit(page, base + path);
    if (path.includes("#q")) await page.waitForSelector(".search-hit-title");
    assert.deepEqual(await findings(page, runOnly), [], path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${path} scrolls ${over} px sideways`);
  }
}));

/** Pictures made smaller once need not be made again: what the build of the site itself has put by. */
function withPictures(folder) {
  const made = join(dirname(fileURLToPath(import.meta.url)), "../../.guidepost");
  if (existsSync(made)) cpSync(made, join(folder, ".guidepost"), { recursive: true });
}

const WAYS = [
  ["light, wide", {}], ["dark, wide", { colorScheme: "dark" }], ["forced colors", { forcedColors: "active" }],
  ["light, 320 px", { viewport: { width: 320, height: 640 } }],
  ["dark, 360 px", { colorScheme: "dark", viewport: { width: 360, height: 800 } }],
];
for (const [name, options] of WAYS) {
  test(`axe finds nothing: ${name}`, { skip }, () => lookAtAll(options, files.base));
}

test("axe finds nothing from right to left, and nothing sticks out", { skip: skip || (!program && "GUIDEPOST_BIN is not set") }, async () => {
  folder = mkdtempSync(join(tmpdir(), "guidepost-rtl-"));
  const content = join(dirname(fileURLToPath(import.meta.url)), "../../content");
  cpSync(content, join(folder, "content"), { recursive: true });
  withPictures(folder);
  writeFileSync(join(folder, "guidepost.yaml"), "language: he\neditors_page: true\n");
  execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
  const base = pathToFileURL(join(folder, "site")).href + "/";
  for (const width of [1280, 360]) {
    const viewport = { width, height: 900 };
    await lookAtAll({ viewport }, base, [...PAGES, "_report/index.html"]);
    await look({ viewport }, async (page) => {
      await visit(page, base + GUIDE);
      const [number, text] = await page.evaluate(() => [".step-number", ".step-text"].map((s) => document.querySelector(s).getBoundingClientRect().right));
      assert.ok(number > text, "the number of a step stands right of its text");
      const names = await page.$eval(".ui-path:has(.ui + .sep + .ui)", (way) => [...way.querySelectorAll(".ui")].map((name) => name.getClientRects()[0]).map(({ left, top }) => [top, left]));
      assert.ok(names[0][0] < names[1][0] || names[0][1] > names[1][1], "a way begins at the right");
    });
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing with the search, a picture, a step's tools open: ${colorScheme}`, { skip }, () =>
    look({ colorScheme }, async (page) => {
      await visit(page, files.base + "index.html");
      await page.locator("main form.search input").click();
      await page.keyboard.type("printer");
      await page.waitForSelector("[role=option]");
      assert.deepEqual(await findings(page), [], "search");
      await visit(page, files.base + "guides/printers/add-a-printer.html");
      await page.locator(".step-number").first().focus();
      await page.locator(".done").first().click();
      await page.locator(".switch button").nth(1).click();
      assert.deepEqual(await findings(page), [], "a guide in use");
      await page.locator("figure.shot a:visible").first().click();
      await page.waitForSelector("dialog.zoom[open]");
      for (let i = 0; i < 4; i++) await page.keyboard.press("+");
      assert.deepEqual(await findings(page), [], "zoom");
    }));
}

test("every accent keeps its contrast, on light and on dark", { skip: skip || (!program && "GUIDEPOST_BIN is not set") }, async () => {
  for (const accent of ["#ffe600", "#101010", "#ff4fa3", "#7f7f7f"]) {
    const folder = mkdtempSync(join(tmpdir(), "guidepost-accent-"));
    cpSync(join(dirname(fileURLToPath(import.meta.url)), "../../content/guides/printers"), join(folder, "content/printers"), { recursive: true });
    withPictures(folder);
    writeFileSync(join(folder, "guidepost.yaml"), `accent: "${accent}"\nrules: {broken-link: "off"}\n`);
    execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
    const base = pathToFileURL(join(folder, "site")).href + "/";
    for (const colorScheme of ["light", "dark"]) {
      await lookAtAll({ colorScheme }, base, ["index.html", "printers/add-a-printer.html", "categories/printers.html"], CONTRAST);
    }
    rmSync(folder, { recursive: true, force: true });
  }
});
