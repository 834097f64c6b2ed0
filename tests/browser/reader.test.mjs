// What a reader does with a site: searches, follows steps, checks them off, copies, zooms, prints, with the keyboard
// or without scripts.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, open, pageWith, site, visit, watched } from "./harness.mjs";

const skip = !site && "GUIDEPOST_SITE is not set";
const GUIDE = "guides/printers/clear-the-print-queue.html";
let browser, files;
before(async () => {
  if (skip) return;
  browser = await launch();
  files = await open("file");
});
after(async () => {
  await browser?.close();
});

/** Runs `act` on a page of the site from disk; any fault on the page fails the test. */
async function reader(path, act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const { page, faults } = await watched(context, files.base);
  await visit(page, files.base + path);
  await act(page);
  assert.deepEqual(faults, []);
  await context.close();
}

test("search finds a guide while typing and Enter opens it", { skip }, () =>
  reader("index.html", async (page) => {
    await page.locator("main form.search input").click();
    await page.keyboard.type("print queue", { delay: 15 });
    // Until then the suggestions are those for the letters before.
    await page.waitForSelector("[role=option]:first-child:has-text('print queue')");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/clear-the-print-queue\.html/);
  }));

test("the search page answers, leads to a step, keeps the query and survives anything", { skip }, () =>
  reader("search.html#q=spooler", async (page) => {
    await page.waitForSelector(".search-hit-title");
    await page.waitForFunction(() => /\d/.test(document.querySelector("#search-status").textContent));
    const to = new URL(await page.getAttribute(".search-hit-title", "href"), page.url());
    const anchor = decodeURIComponent(to.hash.slice(1));
    to.hash = "";
    assert.ok(anchor && readFileSync(fileURLToPath(to), "utf8").includes(`id="${anchor}"`), `${to}#${anchor}`);
    const box = page.locator("main form.search input");
    for (const query of ["<img src=x onerror=alert(1)>", "(((((", "__proto__", "a".repeat(10000), "😀", "constructor \\", "qqqqqqzz"]) {
      await box.fill(query);
      await page.waitForTimeout(250);
    }
    await page.waitForSelector(".search-none");
    assert.ok(await page.locator("main a[href*='a-z']").count(), "no results offers the A–Z");
    await box.fill("win + r");
    await page.waitForSelector(".search-hit-title");
    assert.match(page.url(), /#q=/);
    await page.click(".search-hit-title");
    await page.waitForSelector("body.page-guide");
    await page.goBack();
    await page.waitForSelector(".search-hit-title");
    assert.equal(await page.locator("main form.search input").inputValue(), "win + r");
  }));

test("steps are a list with addresses, and are checked off for good", { skip }, () =>
  reader(GUIDE + "#step-3", async (page) => {
    assert.equal(await page.locator("ol.steps > li#step-3").count(), 1);
    await page.locator("#step-1 .done").click();
    assert.ok(await page.locator("#step-1 .done input").isChecked());
    await page.reload();
    assert.ok(await page.locator("#step-1 .done input").isChecked(), "kept over a reload");
    await page.locator(".checked-line button:visible").click();
    assert.ok(!(await page.locator("#step-1 .done input").isChecked()), "reset");
  }));

test("a list is kept to a platform, and says how much is left", { skip }, () =>
  reader("categories/printers.html", async (page) => {
    const rows = page.locator(".filterable .row:visible");
    const all = await rows.count();
    await page.getByRole("button", { name: "Windows 10", exact: true }).click();
    const left = await rows.count();
    assert.ok(left > 0 && left < all, `${left} of ${all}`);
    assert.ok((await rows.locator(".row-meta").allTextContents()).every((meta) => /10/.test(meta)));
    assert.equal(await page.textContent(".filter [role=status]"), `${left} of ${all} on this page`);
    await page.getByRole("button", { name: "All", exact: true }).click();
    assert.equal(await rows.count(), all);
  }));

test("one way is open, a link into another opens it", { skip }, () =>
  reader(GUIDE, async (page) => {
    assert.ok(await page.locator("#step-1").isVisible());
    assert.ok(!(await page.locator("#step-2-1").isVisible()));
    await page.locator(".fold[aria-expanded=false]").first().click();
    assert.ok(await page.locator("#step-2-1").isVisible());
    await visit(page, files.base + GUIDE + "#step-3-2");
    assert.ok(await page.locator("#step-3-2").isVisible());
  }));

test("a picture opens by keyboard, closes by Escape, and gives the focus back", { skip }, () =>
  reader(pageWith("page-guide", /<figure[^>]* class="shot|<figure class="shot/), async (page) => {
    const link = page.locator("figure.shot a").first();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.zoom[open]");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog.zoom[open]", { state: "detached" }).catch(() => {});
    assert.equal(await page.locator("dialog.zoom[open]").count(), 0);
    assert.ok(await link.evaluate((a) => document.activeElement === a), "focus is back");
  }));

test("copying says so", { skip }, () =>
  reader(pageWith("page-guide", '<pre class="code"'), async (page) => {
    await page.locator(".code-box .copy").first().click({ force: true });
    await page.waitForFunction(() => [...document.querySelectorAll("[role=status]")].some((e) => e.textContent.trim()));
  }));

test("the first Tab is the skip link, and focus is seen", { skip }, () =>
  reader(GUIDE, async (page) => {
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => {
      const e = document.activeElement;
      const style = getComputedStyle(e);
      return { name: e.className, seen: style.outlineStyle !== "none" || style.boxShadow !== "none", top: e.getBoundingClientRect().top };
    });
    assert.match(first.name, /skip/);
    assert.ok(first.seen && first.top >= 0, JSON.stringify(first));
  }));

test("without scripts everything reads and nothing is dead", { skip }, () =>
  reader(GUIDE, async (page) => {
    for (const id of ["step-1", "step-2-1", "step-3-1"]) assert.ok(await page.locator("#" + id).isVisible(), id);
    assert.equal(await page.locator("button:visible").count(), 0, "no button that does nothing");
    assert.ok(await page.locator("a[href$='a-z.html']:visible").count());
    assert.ok(await page.locator(".related a:visible").count());
  }, { javaScriptEnabled: false }));

test("every way and step is printed, the frame is not", { skip }, () =>
  reader(GUIDE, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("#step-3-1").isVisible());
    assert.ok(!(await page.locator(".site-header").isVisible()));
    assert.equal(await page.locator(".checked-line:visible, .fold:visible").count(), 0, "nothing to check off");
    // Drawn as backgrounds, which printers leave out unless asked: without it a path is words in a row.
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".sep"), "::after").printColorAdjust), "exact");
  }));

test("every query that the home page offers finds something", { skip }, () =>
  reader("index.html", async (page) => {
    const offered = await page.locator(".examples a").count();
    assert.ok(offered >= 3);
    for (let i = 0; i < offered; i++) {
      await page.locator(".examples a").nth(i).click();
      await page.waitForSelector("#search-results a");
      await page.goBack();
    }
  }));

test("the switch shows one release and says what it folds", { skip }, () =>
  reader("guides/printers/add-a-printer.html", async (page) => {
    await page.locator(".switch button", { hasText: "Windows 10" }).click();
    assert.ok(await page.locator(".elsewhere-line").count());
    await page.reload();
    assert.equal(await page.locator(".switch [aria-pressed=true]").textContent(), "Windows 10");
  }));

test("with the switch names follow in the step and in the list of steps, and the note goes to whom it is for", { skip }, () =>
  reader(GUIDE, async (page) => {
    const choose = (name) => page.locator(".switch button", { hasText: name }).click();
    const [step, index, note] = ["#step-1 .step-text", ".step-index a[href='#step-1']", "#step-1 .step-elsewhere"].map((s) => page.locator(s));
    await choose("Windows 10");
    for (const text of [step, index]) assert.match(await text.textContent(), /Settings > {1,2}Devices >/);
    assert.match(await note.textContent(), /^In Windows 10: Settings > Devices > Printers & scanners$/);
    assert.ok(await note.isVisible());
    await choose("Windows 11");
    for (const text of [step, index]) assert.match(await text.textContent(), /Settings > {1,2}Bluetooth & devices >/);
    assert.ok(!(await note.isVisible()));
    // The name goes on in the column of the words, not under the number.
    const left = (of) => index.locator(of).evaluate((element) => element.getClientRects()[0].left);
    assert.ok((await left("[data-on]")) > (await left(".index-number")));
  }));

test("on a phone a command is whole, a table has columns to read, the footer has one edge", { skip }, async () => {
  const phone = { viewport: { width: 360, height: 800 } };
  await reader("guides/updates-and-repair/repair-system-files.html", async (page) => {
    const cut = await page.$$eval(".step pre", (boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).length);
    assert.equal(cut, 0, "commands that are cut");
    const edges = await page.$$eval(".site-footer p, .site-footer .site-nav a:first-child", (parts) => parts.map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return Math.round(range.getBoundingClientRect().left);
    }));
    assert.equal(edges[0], edges[1]);
  }, phone);
  await reader("manual/configuration.html", async (page) => {
    const widths = await page.$$eval(".table tbody tr:first-child td:last-child", (cells) => cells.map((cell) => cell.offsetWidth));
    assert.ok(Math.min(...widths) >= 150, `last columns of ${widths} px`);
  }, phone);
});

test("a category shows the guides of those below it, and filters them with its own", { skip }, () =>
  reader("categories/network.html", async (page) => {
    const said = Number(/\d+/.exec(await page.locator(".count").first().textContent())[0]);
    assert.equal(await page.locator(".row").count(), said);
    await page.locator("h2.letter a", { hasText: "Wi-Fi" }).click();
    await page.waitForURL(/network\/wi-fi\.html$/);
  }));

test("one picture has all icons, and each shows its own", { skip }, () =>
  reader("guides/printers/add-a-printer.html", async (page) => {
    const shown = await page.evaluate(() => [
      [".icon-search"], [".fact.time", "::before"], [".fact.verified", "::before"], [".note-label", "::before"],
    ].map(([selector, part]) => {
      const style = getComputedStyle(document.querySelector(selector), part);
      return [style.maskPosition || style.webkitMaskPosition, style.maskImage || style.webkitMaskImage];
    }));
    assert.equal(new Set(shown.map(([, image]) => image)).size, 1);
    assert.equal(new Set(shown.map(([position]) => position)).size, shown.length, JSON.stringify(shown));
  }));
