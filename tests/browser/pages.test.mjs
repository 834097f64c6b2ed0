// Every kind of page, from disk and from a server: no errors, no request elsewhere, no sideways scrolling,
// light enough, and under a policy that lets nothing foreign run.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { dirname, join, posix } from "node:path";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { WAYS, inHalves, kinds, launch, open, pagesOf, site, textOf, visit, watched } from "./harness.mjs";

const skip = !site && "GUIDEPOST_SITE is not set";
const KIB = 1024;
let browser;
before(async () => { browser = skip ? null : await launch(); });
after(() => browser?.close());

const KINDS = ["home", "guide", "a-z", "category", "categories", "tag", "tags", "latest", "print", "search", "place", "places", "not-found", "moved"];

/** One page of each kind, and the search page with a question. */
function samples() {
  const found = kinds();
  assert.deepEqual(Object.keys(found).sort(), [...KINDS].sort());
  const biggest = (files) => files.reduce((a, b) => (textOf(b).length > textOf(a).length ? b : a));
  // A page at an old address is gone before it can be looked at; it has a test of its own.
  const { moved: _, ...lasting } = found;
  return Object.values(lasting).map(biggest).concat("search.html#q=printer", "search.html?q=update");
}

for (const way of WAYS) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360, 320]) {
      // Style is style, wherever it comes from: a server is asked once wide, once narrow.
      if (way === "http" && (colorScheme === "dark") === (width === 1280)) continue;
      test(`pages open without a fault: ${way}, ${colorScheme}, ${width} px`, { skip }, async () => {
        const { base, close } = await open(way);
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        await inHalves(samples(), async (files) => {
          for (const file of files) {
            const { page, faults } = await watched(context, base);
            await visit(page, base + file);
            if (file.startsWith("search.html")) await page.waitForTimeout(file.includes("q=") ? 400 : 50);
            else await page.waitForTimeout(30);
            assert.deepEqual(faults, [], file);
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            assert.ok(over <= 0, `${file} scrolls ${over} px sideways at ${width} px`);
            const dark = await page.evaluate(() => {
              const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
              return r + g + b < 384;
            });
            assert.equal(dark, colorScheme === "dark", `${file} in ${colorScheme}`);
            await page.close();
          }
        });
        await context.close();
        await close();
      });
    }
  }
}

/** Pages whose script comes late, as over a slow line; `act` gets the page before it comes. */
async function late(width, windows, files, act) {
  const { base, close } = await open("http");
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  if (windows) await context.addInitScript(() => Object.defineProperty(navigator, "userAgentData", { get: () => ({ platform: "Windows" }) }));
  await context.addInitScript(() => {
    window.moved = [];
    new PerformanceObserver((list) => list.getEntries().forEach((shift) => {
      for (const { node, previousRect: a, currentRect: b } of shift.sources) if (a.top !== b.top) window.moved.push(`${node?.className || node?.nodeName}: ${a.top} > ${b.top}`);
    })).observe({ type: "layout-shift", buffered: true });
  });
  try {
    const page = await context.newPage();
    // The day counts: reviews become overdue.
    await page.clock.setFixedTime("2026-12-01");
    for (const file of files) {
      let give;
      await page.route("**/guidepost.js", (route) => { give = (how) => route[how](); });
      await page.goto(base + file, { waitUntil: "commit" });
      await page.waitForSelector("footer", { state: "attached" });
      while (!give) await page.waitForTimeout(5);
      await page.waitForTimeout(60);
      await act(page, file, give);
      await page.unroute("**/guidepost.js");
    }
  } finally {
    await context.close();
    await close();
  }
}

const ROOMY = ["guides/printers/add-a-printer.html", "guides/printers/set-the-default-printer.html", "guides/updates-and-repair/check-for-updates.html", "guides/apps-and-desktop/uninstall-an-app.html", "manual/rules/review-due.html", "a-z/c.html", "latest.html"];
for (const [width, windows] of [[412, false], [1280, false], [1280, true]]) {
  test(`a page is there before its script, and nothing moves when that comes: ${width} px${windows ? ", Windows" : ""}`, { skip }, async () => {
    await late(width, windows, ROOMY, async (page, file, give) => {
      assert.ok(await page.isVisible("h1"), file);
      assert.equal(await page.locator(".method:not(.open) > section > .section-body:visible").count(), 0, file);
      await give("continue");
      await page.waitForSelector(".theme-toggle");
      await page.waitForTimeout(60);
      assert.deepEqual(await page.evaluate(() => window.moved), [], file);
    });
  });
}

test("the script is asked for when the page is painted; a guide that is opened at a step asks at once", { skip }, async () => {
  const { base, close } = await open("http");
  const context = await browser.newContext({ viewport: { width: 412, height: 800 } });
  const page = await context.newPage();
  const order = () => page.evaluate(() => {
    const asked = performance.getEntriesByType("resource").find((e) => e.name.endsWith("/guidepost.js")).startTime;
    return asked > performance.getEntriesByName("first-contentful-paint")[0].startTime ? "painted, asked" : "asked, painted";
  });
  for (const file of ["index.html", ROOMY[0], "search.html"]) {
    await visit(page, base + file);
    assert.equal(await order(), "painted, asked", file);
  }
  await visit(page, base + ROOMY[1] + "#step-2");
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
  assert.equal(await order(), "asked, painted");
  await context.close();
  await close();
});

const WAYS_FOLDED = "guides/apps-and-desktop/uninstall-an-app.html";
test("ways are folded from the start, and open when the script fails", { skip }, async () => {
  await late(1280, false, [WAYS_FOLDED], async (page, file, give) => {
    const folded = page.locator(".method:not(.open) > section:first-child > .section-body");
    assert.ok(await folded.count() > 0);
    assert.equal(await folded.first().isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.ok(await folded.first().isVisible(), "all ways are on paper");
    await page.emulateMedia({ media: "screen" });
    await give("abort");
    await folded.first().waitFor();
    assert.equal(await page.locator("button:visible, .tools:visible, form.search:visible").count(), 0, "nothing that does nothing");
  });
});

test("what is done before the script is there is done: Ctrl+K, words for the search, the switch", { skip }, async () => {
  await late(1280, false, [ROOMY[0]], async (page, file, give) => {
    await page.click(".switch button[value=windows-10]");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("printer");
    await give("continue");
    await page.waitForSelector("[role=option]");
    assert.equal(await page.inputValue("form.search input"), "printer");
    assert.equal(await page.getAttribute(".switch button[value=windows-10]", "aria-pressed"), "true");
  });
});

test("a script that comes after the reader has begun folds nothing", { skip }, async () => {
  await late(1280, false, [WAYS_FOLDED], async (page, file, give) => {
    await page.waitForSelector("html.ready", { timeout: 4000 });
    const ways = () => page.$$eval(".method", (all) => all.map((way) => way.getBoundingClientRect().height > 200));
    const open = await ways();
    assert.ok(open.length > 1 && !open.includes(false), "all is shown to those who waited long enough");
    await page.mouse.wheel(0, 600);
    await page.waitForFunction(() => scrollY > 0);
    await give("continue");
    await page.waitForSelector(".theme-toggle");
    await page.waitForTimeout(60);
    assert.deepEqual(await ways(), open);
  });
});

test("a search that cannot be loaded says so", { skip }, async () => {
  const { base, close } = await open("http");
  const context = await browser.newContext();
  for (const address of ["search.html?q=printer", "search.html"]) {
    const page = await context.newPage();
    await page.route("**/search-page.js", (route) => route.abort());
    await page.goto(base + address);
    await page.waitForFunction(() => document.getElementById("search-status").textContent === "The search could not be loaded.");
  }
  await context.close();
  await close();
});

test("a page of which a step in another way was asked for is shown at that step", { skip }, async () => {
  await late(1280, false, [WAYS_FOLDED + "#step-3-2"], async (page, file, give) => {
    assert.equal(await page.isVisible("h1"), false);
    await give("continue");
    await page.locator("#step-3-2 .step-text").waitFor();
    await page.waitForFunction(() => window.scrollY > 300);
  });
});

test("a page that waits for its script does not wait for one that is stuck, and a list does not wait", { skip }, async () => {
  await late(1280, false, [ROOMY[0], ROOMY[0], "latest.html"], async (page, file, give) => {
    const left = await page.evaluate(() => localStorage.getItem(window.guidepostKept + "platform"));
    if (!left) {
      await give("continue");
      await page.waitForSelector(".theme-toggle");
      await page.click(".switch button[value=windows-10]");
    } else if (file === "latest.html") {
      assert.ok(await page.isVisible("h1"));
      await give("continue");
    } else {
      assert.equal(await page.isVisible("h1"), false);
      await page.waitForSelector("h1", { timeout: 4000 });
      await give("continue");
    }
  });
});

test("a page that remembers its reader is shown when it is as it was left", { skip }, async () => {
  await late(1280, false, [ROOMY[0], ROOMY[0], ROOMY[0]], async (page, file, give) => {
    const left = await page.evaluate(() => localStorage.getItem(window.guidepostKept + "platform"));
    assert.equal(await page.isVisible("h1"), !left, file);
    await give("continue");
    await page.waitForSelector(".theme-toggle");
    await page.waitForTimeout(60);
    assert.deepEqual(await page.evaluate(() => window.moved), [], file);
    if (!left) await page.click(".switch button[value=windows-10]");
    else await page.evaluate(() => localStorage.removeItem(window.guidepostKept + "platform"));
  });
});

test("the pages of the site open without a fault", { skip }, async () => {
  const { base, close } = await open("file");
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  // Places, tags and letters are one like the other: every fourth is looked at.
  const { moved, place, tag, "a-z": letters } = kinds();
  const left = new Set([...moved, ...[place, tag, letters].flatMap((alike) => alike.filter((_, i) => i % 4))]);
  await inHalves(pagesOf().filter((file) => !left.has(file)), async (files) => {
    const { page, faults } = await watched(context, base);
    for (const file of files) {
      await visit(page, base + file);
      assert.deepEqual(faults, [], file);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${file} scrolls ${over} px sideways at 320 px`);
    }
  });
  await context.close();
  await close();
});

test("a moved page leads to its guide", { skip }, async () => {
  for (const way of WAYS) {
    const { base, close } = await open(way);
    const context = await browser.newContext();
    const { page, faults } = await watched(context, base);
    const moved = kinds().moved[0];
    await page.goto(base + moved);
    await page.waitForSelector("body.page-guide");
    assert.notEqual(page.url(), base + moved);
    assert.deepEqual(faults, []);
    await context.close();
    await close();
  }
});

test("the page for a missing address works", { skip }, async () => {
  const { base, close } = await open("file");
  const context = await browser.newContext();
  const { page, faults } = await watched(context, base);
  await visit(page, base + "404.html");
  await page.click("main a:has-text('A–Z')");
  await page.waitForURL(/a-z\.html$/);
  assert.deepEqual(faults, []);
  await context.close();
  await close();
});

test("every page has a strict policy and nothing inline", { skip }, () => {
  for (const file of pagesOf()) {
    const html = textOf(file);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    assert.ok(policy, `${file} has no policy`);
    assert.ok(html.indexOf("Content-Security-Policy") < html.search(/<(link|script|style|title)/), `${file}: the policy comes late`);
    const directives = new Map(policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values.join(" ")]));
    assert.equal(directives.get("default-src"), "'none'", file);
    assert.equal(directives.get("base-uri"), "'none'", file);
    assert.doesNotMatch(policy, /unsafe|https?:|\*|blob:/, file);
    for (const [name, allowed] of [["script-src", "'self'"], ["style-src", "'self'"], ["img-src", "'self' data:"], ["connect-src", "'self'"], ["form-action", "'self'"]]) {
      if (directives.has(name)) assert.equal(directives.get(name), allowed, `${file} ${name}`);
    }
    for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)) {
      assert.match(attributes, / src="/, `${file}: inline script ${body.slice(0, 60)}`);
    }
    const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
    const inline = tags.filter((tag) => /^<style/i.test(tag) || /\s(style|on[a-z]+)\s*=/i.test(tag.replace(/"[^"]*"/g, '""')));
    assert.deepEqual(inline, [], file);
  }
});

test("a page without its pictures is light", { skip }, () => {
  const size = (name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).length;
  const heaviest = { html: [0], css: [0], js: [0], all: [0] };
  for (const file of pagesOf()) {
    const html = textOf(file);
    const files = { html: [file], css: [], js: [] };
    const tags = html.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"(?: data-after-paint="([^"]+)")?/g);
    for (const address of [...tags].flatMap(([, ...addresses]) => addresses.filter(Boolean))) {
      const name = posix.normalize(posix.join(dirname(file), address));
      files[name.endsWith(".css") ? "css" : "js"].push(name);
    }
    const weight = Object.fromEntries(Object.entries(files).map(([kind, names]) => [kind, names.map(size).reduce((a, b) => a + b, 0)]));
    weight.all = weight.html + weight.css + weight.js;
    // A page to print holds many guides, on purpose.
    if (html.includes("page-print")) continue;
    for (const kind in weight) if (weight[kind] > heaviest[kind][0]) heaviest[kind] = [weight[kind], file];
    // The search page brings its engine and its own style along. All together any other page stays below 25 KiB.
    const [js, css] = html.includes("page-search") ? [24, 9.5] : [8.48, 8.52];
    assert.ok(weight.html <= 8 * KIB, `${file}: ${weight.html} bytes of HTML`);
    assert.ok(weight.css <= css * KIB, `${file}: ${weight.css} bytes of CSS`);
    assert.ok(weight.js <= js * KIB, `${file}: ${weight.js} bytes of JavaScript`);
    assert.ok(weight.all <= (js + css + 8) * KIB, `${file}: ${weight.all} bytes`);
    // The page, its icon, its styles and its scripts.
    const requests = 2 + files.css.length + files.js.length;
    if (html.includes("page-guide")) assert.ok(requests <= 6, `${file}: ${requests} requests`);
  }
  console.log("heaviest, gzip bytes:", JSON.stringify(heaviest));
});

test("no page of the site, nor its style, names another host as something to load", { skip }, () => {
  for (const file of pagesOf()) {
    const html = textOf(file);
    for (const [tag] of html.matchAll(/<(?:img|script|link|source|iframe|video|audio|object|embed)\b[^>]*>/g)) {
      if (/rel="(canonical|alternate)"/.test(tag)) continue;
      assert.doesNotMatch(tag, /(?:src|href|srcset|data|data-after-paint)="(?:[a-z]+:)?\/\//, `${file}: ${tag}`);
    }
  }
  const css = textOf("assets/guidepost.css") + textOf("assets/site.css");
  assert.doesNotMatch(css, /@import|@font-face/);
  for (const [, address] of css.matchAll(/url\(\s*["']?([^"')]*)/g)) assert.match(address, /^data:/);
});
