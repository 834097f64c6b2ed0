// Search and zoom from a disk in Firefox, whose files may not read one another: drivers switch that policy off, so it
// is switched on again here, and looked at before anything else.
//
//     GUIDEPOST_SITE     folder of a built site
//     GUIDEPOST_BROWSER  `required`: a missing Firefox is a failure, not a skipped test
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { pageWith, site, until, visit } from "./harness.mjs";

const folders = (process.env.PATH || "").split(delimiter).concat("/usr/bin");
const program = ["firefox-esr", "firefox"].flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
const required = process.env.GUIDEPOST_BROWSER === "required";
const skip = !site ? "GUIDEPOST_SITE is not set" : !program && !required && "there is no Firefox";
if (!program) console.log("*** SEARCH AND ZOOM WERE NOT TRIED IN FIREFOX: there is none. On Debian: apt-get install firefox-esr ***");

let browser, folder;
const base = site && pathToFileURL(site).href + "/";
before(async () => {
  if (skip) return;
  assert.ok(program, "there is no Firefox");
  const { default: puppeteer } = await import("puppeteer-core");
  folder = mkdtempSync(join(tmpdir(), "guidepost-firefox-"));
  browser = await puppeteer.launch({
    browser: "firefox", executablePath: program, headless: true,
    extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true },
  });
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and acts on it; an error in it, or a request to elsewhere, fails the test. */
async function reader(url, act, viewport = { width: 1280, height: 900 }) {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  const faults = [];
  page.on("pageerror", (error) => faults.push("exception: " + error.message));
  page.on("console", (message) => { if (message.type() === "error") faults.push("console: " + message.text()); });
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) faults.push("request to " + request.url()); });
  await visit(page, url);
  await act(page);
  assert.deepEqual(faults, []);
  await page.close();
}

const text = (page, selector) => page.$eval(selector, (e) => e.textContent);

test("Firefox: files are kept apart, as for every reader", { skip }, async () => {
  writeFileSync(join(folder, "data.json"), "{}");
  writeFileSync(join(folder, "page.html"), "<!doctype html><title>policy</title>");
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, "page.html")).href);
  assert.equal(await page.evaluate(() => fetch("data.json").then(() => "read", () => "refused")), "refused");
  await page.close();
});

test("Firefox: search finds from a disk, shows the place, and leads there", { skip }, () =>
  reader(base + "search.html#q=devmgmt.msc", async (page) => {
    await page.waitForSelector(".search-hit-text mark");
    await until(async () => /^\d+ results? for/.test(await text(page, "#search-status")) || null, "the results to be told");
    await page.focus("main form.search input");
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.type("win + i");
    await until(async () => (await page.evaluate(() => location.hash)) === "#q=win%20%2B%20i" || null, "the query in the address");
    // The results of the query before are still there at first.
    await until(async () => (await text(page, "#search-status")).includes("win + i") || null, "the new results to be told");
    await page.waitForSelector(".search-hit-title");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector("a.search-hit-title:focus");
    await page.keyboard.press("Enter");
    // Not `waitForSelector`, which loses the page on the way.
    const arrived = () => page.evaluate(() => document.querySelector("body.page-guide") && location.href).catch(() => null);
    await until(arrived, "the guide");
    await page.evaluate(() => history.back());
    await page.waitForSelector(".search-hit-title");
    assert.equal(await page.$eval("main form.search input", (e) => e.value), "win + i");
  }));

test("Firefox: suggestions come while typing, a mistyped word is guessed", { skip }, () =>
  reader(base + "index.html", async (page) => {
    await page.focus("main form.search input");
    await page.keyboard.type("printr");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector("[role=option][aria-selected=true]");
    assert.match(await text(page, "[role=option][aria-selected=true]"), /print/i);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("[role=listbox]").hidden);
  }));

test("Firefox: a picture opens, grows, moves and closes with the keyboard", { skip }, () =>
  reader(base + pageWith('<body class="page-guide"', "<figure", "<img"), async (page) => {
    await page.focus("figure a");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.zoom[open]");
    const width = () => page.$eval("dialog.zoom img", (e) => e.getBoundingClientRect().width);
    await page.waitForFunction(() => document.querySelector("dialog.zoom img").naturalWidth > 0);
    await page.keyboard.press("0");
    const fitted = await width();
    for (let i = 0; i < 6; i++) await page.keyboard.press("+");
    await until(async () => (await width()) > fitted * 1.5 || null, "the picture to grow");
    const place = () => page.$eval(".zoom-view", (e) => e.scrollLeft + e.scrollTop);
    const before = await place();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await until(async () => (await place()) !== before || null, "the picture to move");
    await page.keyboard.press("0");
    await until(async () => Math.abs((await width()) - fitted) < 2 || null, "the picture to fit again");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog.zoom[open]"));
// The focus is back at the picture.
    await page.waitForFunction(() => document.activeElement.closest("figure"));
  }, { width: 900, height: 600 }));
