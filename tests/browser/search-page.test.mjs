// The search page as readers work it, with the keyboard, from disk: filters, addresses, what unfolds, what is said.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, open, program, until, visit, watched } from "./harness.mjs";
import { fixture } from "./search-fixture.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";
let browser, files, folder, made;
before(async () => {
  if (skip) return;
  made = fixture(program);
  folder = made.folder;
  browser = await launch();
  files = await open("file", made.site);
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens the search page with what stands behind its name; any fault on the page fails the test. */
async function reader(address, act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const { page, faults } = await watched(context, files.base);
  await visit(page, files.base + "search.html" + address);
  await act(page);
  assert.deepEqual(faults, []);
  await context.close();
}

/** The home page, whose search box suggests. */
async function home() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page } = await watched(context, files.base);
  await visit(page, files.base + "index.html");
  await page.locator("main form.search input").focus();
  return { page, context };
}

const said = (page) => page.textContent("#search-status");
const says = (page, what) => until(async () => what.test(await said(page)) || null, `the page to say ${what}`);
const titles = (page) => page.locator("a.search-hit-title").allTextContents();
const hash = (page) => new URL(page.url()).hash;

test("a reader filters with the keyboard, hears it, and finds it in the address", { skip }, () =>
  reader("#q=select%20type%20press", async (page) => {
    await says(page, /^4 results for “select type press”$/);
    assert.equal(await page.locator(".search-facet").count(), 0, "nothing of the filters is there before they are opened");
    await page.locator(".search-filters summary").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".search-facet");
    assert.deepEqual(await page.locator(".search-facet legend").allTextContents(), ["Windows release", "Category", "Tag"]);
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => document.activeElement.parentElement.textContent);
    assert.match(await focused(), /^Windows 11\s*4$/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await says(page, /^3 results for .*, filtered by Windows 10$/);
    assert.match(await focused(), /^Windows 10\s*3$/, "the focus stays where it was");
    assert.deepEqual((await titles(page)).sort(), ["Flush the DNS cache", "Open the settings", "See all hardware"], "those that name no release are for any");
    assert.equal(hash(page), "#q=select%20type%20press&platform=Windows%2010");
    // To a result and back.
    await page.locator("a.search-hit-title").first().click();
    await page.waitForSelector("body.page-guide");
    await page.goBack();
    await says(page, /filtered by Windows 10$/);
    await page.locator(".search-facets button", { hasText: "Remove" }).click();
    await says(page, /^4 results/);
    assert.equal(hash(page), "#q=select%20type%20press");
    await page.locator("main form.search input").fill("gizmo");
    await says(page, /^2 results/);
  }));

test("where there is nothing to choose no filter is left", { skip }, () =>
  reader("#q=stuck%20print%20queue", async (page) => {
    await says(page, /^1 result/);
    await page.locator(".search-filters summary").click();
    await page.waitForFunction(() => document.querySelector(".search-filters").hidden);
  }));

test("an unknown filter says so and can be taken off", { skip }, () =>
  reader("#q=toner&platform=Windows+95", async (page) => {
    await says(page, /^No results for “toner”, filtered by Windows 95$/);
    await page.locator(".search-facets button", { hasText: "Remove" }).click();
    await says(page, /^2 results for “toner”$/);
  }));

test("who finds nothing is offered near words and the categories", { skip }, () =>
  reader("#q=spoolerfix", async (page) => {
    const browse = page.locator(".browse a");
    await says(page, /^No results for “spoolerfix”$/);
    assert.deepEqual(await page.locator(".search-near a").allTextContents(), ["spooler"]);
    assert.match(await browse.first().getAttribute("href"), /^categories\//);
    await page.locator(".search-near a").click();
    await says(page, /for “spooler”$/);
    assert.equal(await browse.first().isVisible(), false, "beside results they would be in the way");
    // Another code is another fault.
    await page.locator("main form.search input").fill("0x80070649");
    await says(page, /^No results/);
    assert.equal(await page.locator(".search-near").count(), 0);
  }));

test("a result says in which language it is, when it is not that of the page", { skip }, async () => {
  const guides = { a: [{ title: "Drucker einrichten", lang: "de" }, "1. Öffnen Sie die **Einstellungen**.\n"], b: [{ title: "Turn the Drucker off" }, "1. Press **Off**.\n"] };
  const mixed = fixture(program, { guides, synonyms: "" });
  const files = await open("file", mixed.site);
  const context = await browser.newContext();
  try {
    const { page } = await watched(context, files.base);
    await visit(page, files.base + "search.html#q=drucker");
    await says(page, /^2 results/);
    const speaks = () => page.locator(".search-hit").evaluateAll((all) => all.map((item) => Array.from(item.querySelectorAll("[lang]"), (e) => e.className + " " + e.lang)));
    await until(async () => (await speaks()).flat().length > 1 || null, "the text of the result");
    assert.deepEqual((await speaks()).sort(), [[], ["search-hit-title de", "search-hit-text de"]]);
  } finally {
    await context.close();
    rmSync(mixed.folder, { recursive: true, force: true });
  }
});

test("a plus in the address is a plus where it makes a name, else a blank", { skip }, async () => {
  const expected = {
    "#q=win+i": "win+i", "#q=ctrl+shift+esc": "ctrl+shift+esc", "#q=print+queue": "print queue", "?q=print+queue": "print queue",
    "#q=c++": "c++", "#q=win%2Bi": "win+i", "#q=a%20+%20b": "a + b", "#q=50%+off": "50% off",
  };
  for (const [address, query] of Object.entries(expected)) {
    await reader(address, async (page) => {
      await until(async () => (await page.inputValue("main form.search input")) === query || null, `${address} to be ${query}`);
    });
  }
});

test("copies unfold, a guess can be taken back", { skip }, () =>
  reader("#q=stuk%20print%20queue", async (page) => {
    await says(page, /^1 result for “stuck print queue”$/);
    const fold = page.locator("button", { hasText: "and 2 like it" });
    await fold.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".search-likes a");
    assert.deepEqual(await page.locator(".search-likes a").allTextContents(), ["Get rid of jobs that will not print", "Empty the spooler"]);
    assert.equal(await fold.getAttribute("aria-expanded"), "true");
    await page.locator(".search-guesses a").click();
    await says(page, /^1 result for “print queue” No guide has “stuk”\.$/);
    assert.equal(await page.textContent(".search-missing"), "No guide has “stuk”.");
    assert.equal(await page.locator(".search-guesses").count(), 0);
    assert.equal(hash(page), "#q=stuk%20print%20queue&exact=1");
  }));

test("texts come when their result comes into view, and nothing moves", { skip }, () =>
  reader("", async (page) => {
    const texts = new Set();
    page.on("request", (request) => { if (/\/x\d+\./.test(request.url())) texts.add(request.url()); });
    await page.locator("main form.search input").fill("legacy");
    await page.waitForSelector(".search-hit:nth-child(2) mark");
    await says(page, /^[\d,]+ results/);
    const seen = await page.locator(".search-hit-text:has(mark)").count();
    assert.ok(seen > 0 && seen < 10, `${seen} of 10 results have their text`);
    const height = () => page.evaluate(() => document.querySelector(".search-hits").scrollHeight);
    const before = await height();
    await page.evaluate(() => document.querySelector(".search-hit:last-child").scrollIntoView());
    await page.waitForSelector(".search-hit:last-child mark");
    assert.equal(await height(), before);
    await page.locator("main form.search input").fill("blue lever");
    await page.waitForSelector('a.search-hit-title[href*="#step-"]');
  }, { viewport: { width: 1024, height: 400 } }));

test("the search speaks the language of the site", { skip }, async () => {
  const guides = { a: [{ title: "Drucker einrichten", platforms: ["Windows 11"] }, "1. Öffnen Sie die **Einstellungen**.\n"], b: [{ title: "Drucker entfernen", platforms: ["Windows 10"] }, "1. Drücken Sie **Entf**.\n"] };
  const german = fixture(program, { language: "de", guides, synonyms: "" });
  const files = await open("file", german.site);
  const context = await browser.newContext();
  try {
    const { page, faults } = await watched(context, files.base);
    await visit(page, files.base + "search.html#q=druker");
    await says(page, /^2 Ergebnisse für „drucker“$/);
    assert.equal(await page.textContent(".search-guesses"), "Ergebnisse für drucker. Stattdessen nach druker suchen.");
    await page.locator(".search-filters summary", { hasText: "Filtern" }).click();
    assert.equal(await page.locator(".search-facet legend").first().textContent(), "Windows-Version");
    await page.locator("main form.search input").fill("drucker zzzz ");
    await says(page, /^2 Ergebnisse für „drucker“ Keine Anleitung enthält „zzzz“\.$/);
    assert.equal(await page.textContent(".search-missing"), "Keine Anleitung enthält „zzzz“.");
    await page.locator("main form.search input").fill("zzzz");
    await says(page, /^Keine Ergebnisse für „zzzz“$/);
    assert.equal(await page.textContent(".search-none"), "Versuchen Sie es mit anderen Wörtern, oder sehen Sie hier nach: Alle Anleitungen von A bis Z");
    await visit(page, files.base + "index.html");
    await page.locator("main form.search input").pressSequentially("druck");
    await page.waitForSelector("[role=option]");
    assert.equal(await page.getAttribute("[role=listbox]:not([hidden])", "aria-label"), "Vorschläge");
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
    rmSync(german.folder, { recursive: true, force: true });
  }
});

test("a result and a suggestion lead to the step, and say which one it is", { skip }, async () => {
  await reader("#q=waiting%20jobs%20spooler", async (page) => {
    await page.waitForSelector(".search-hit-step");
    assert.equal(await page.textContent(".search-hit .search-hit-step"), "step 2");
    assert.match(await page.locator("a.search-hit-title").first().getAttribute("href"), /#step-2$/);
  });
  const { page, context } = await home();
  await page.locator("main form.search input").pressSequentially("waiting jobs spooler");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/printers\/queue3\.html#step-2$/);
  await context.close();
});

test("suggestions say what was understood otherwise, and lead to all results", { skip }, async () => {
  const { page, context } = await home();
  const input = page.locator("main form.search input");
  await input.fill("stuk print queue");
  await page.waitForSelector(".search-suggestions [role=presentation]");
  assert.equal(await page.textContent(".search-suggestions [role=presentation]"), "Showing results for stuck print queue.");
  assert.match(await page.textContent("main form.search [role=status]"), /^Showing results for stuck print queue\. 1 suggestion$/);
  await input.fill("legacy");
  const last = page.locator("[role=option]").last();
  await until(async () => /^See all [\d,]+ results$/.test(await last.textContent()) || null, "the way to all results");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html#q=legacy$/);
  await says(page, /results for “legacy”$/);
  await context.close();
});

test("the way back leads through what was asked for, not through every letter", { skip }, () =>
  reader("", async (page) => {
    const input = page.locator("main form.search input");
    await input.pressSequentially("toner");
    await page.keyboard.press("Enter");
    await says(page, /for “toner”$/);
    await input.fill("");
    await input.pressSequentially("spooler");
    await page.keyboard.press("Enter");
    await says(page, /for “spooler”$/);
    await page.goBack();
    await says(page, /for “toner”$/);
    assert.deepEqual([await input.inputValue(), hash(page)], ["toner", "#q=toner"]);
    await page.goForward();
    await says(page, /for “spooler”$/);
    // What was found is a stop, too.
    await page.locator("a.search-hit-title").first().click();
    await page.waitForSelector("body.page-guide");
    await page.goBack();
    await says(page, /for “spooler”$/);
    await input.fill("gizmo");
    await says(page, /for “gizmo”$/);
    await page.goBack();
    await says(page, /for “spooler”$/);
  }));

test("a search that is slow in coming says so, one that does not come as well", { skip }, async () => {
  const served = await open("http", made.site);
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    let go;
    const held = new Promise((done) => { go = done; });
    await page.route(/assets\/search\/root/, async (route) => { await held; await route.continue(); });
    await page.goto(served.base + "search.html#q=toner", { waitUntil: "commit" });
    await says(page, /^Loading the search…$/);
    go();
    await says(page, /^2 results for “toner”$/);
    for (const file of ["search/t", "search/r", "search.js"]) {
      const other = await context.newPage();
      await other.route((url) => url.pathname.includes("/assets/" + file), (route) => route.abort());
      await other.goto(served.base + "search.html#q=toner");
      await says(other, /^The search could not be loaded\.$/).catch(() => assert.fail("nothing is said without " + file));
      await other.close();
    }
    await page.route((url) => url.pathname.endsWith("/search-more.js"), (route) => route.abort());
    await page.goto(served.base + "search.html?n=1#q=tonre%20");
    await says(page, /^The search could not be loaded\.$/);
  } finally {
    await context.close();
    await served.close();
  }
});

test("hostile addresses do nothing", { skip }, async () => {
  const values = ["<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "__proto__", "constructor", "(((((", "[a-z", "a".repeat(10000), "\u0000\u202e", "%", "%zz"];
  for (const value of values) {
    const raw = /^%/.test(value) ? value : encodeURIComponent(value);
    await reader(`#q=${raw}&platform=${raw}&tag=${raw}&category=${raw}&${raw}=1`, async (page) => {
      await says(page, /^No results/);
      assert.equal(await page.locator("main img, main svg").count(), 0);
    });
  }
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
  test(`axe finds nothing with the filters open: ${colorScheme}, ${width} px`, { skip }, () =>
    reader("#q=stuk%20select%20type%20press&platform=Windows%2011", async (page) => {
      await says(page, /filtered/);
      // On a phone they wait to be opened.
      if (width < 768) await page.locator(".search-filters summary").click();
      await page.waitForSelector(".search-facet");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.deepEqual(violations.map((v) => [v.id, v.nodes.map((n) => n.html)]), []);
    }, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true }));
}
