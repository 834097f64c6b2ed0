// What is folded and what the browser keeps: a link opens what it leads to, marks stay with the words of a step, and two
// sites in one storage know nothing of each other.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, open, program, visit, watched } from "./harness.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";

const long = (name) => Array.from({ length: 12 }, (_, i) => `${i + 1}. Select **${name} ${i + 1}**.\n`).join("");
const GUIDES = {
  "knobs.md": `---\ntitle: Turn the knobs\n---\n\n## On Windows 11\n\n${long("green")}\n## On Windows 10\n\n${long("brown")}\n## Afterwards\n\n1. Close the window.\n2. On Windows 10, select **Sign out**.\n3. Restart the computer.\n`,
  "ways.md": `---\ntitle: Open the lid\n---\n\n## Method 1: By \`hand\` & foot\n\n1. Lift the *lid*.\n2. Select **OK**.\n\n## Method 2: On Windows 10\n\n1. Press **Win+L**.\n2. Select **OK**.\n`,
  "plain.md": "---\ntitle: Lights\n---\n\nThe light is green when all is well.\n",
  "moving.md": "---\ntitle: Move\n---\n\n## Steps\n\n1. Select **A**.\n2. Select **B**.\n3. Select **OK**.\n4. Select **OK**.\n",
  "linked.md": "---\ntitle: Links\n---\n\n1. Do [this](ways.md#step-1).\n\n2. Then [that](https://vendor.example/a_b).\n\n   > [!WARNING]\n   > Mind the step.\n\n3. Stop.\n   1. Wait.\n   2. Go.\n",
};

let browser, folder, way;
const build = (site, guides, settings = "") => {
  const project = join(folder, site);
  mkdirSync(join(project, "content"), { recursive: true });
  writeFileSync(join(project, "guidepost.yaml"), "name: Knobs\n" + settings);
  for (const [name, text] of Object.entries(guides)) writeFileSync(join(project, "content", name), text);
  try {
    execFileSync(program, ["build", "--project", project, "--quiet", "--output", join(folder, "sites", site)], { stdio: "pipe" });
  } catch (fault) {
    if (fault.status !== 1) throw new Error(String(fault.stderr));
  }
};
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "guidepost-kept-"));
  for (const site of ["it", "hr"]) build(site, GUIDES);
  build("hosted", GUIDES, 'base_url: https://help.example/kb/\nreport_url: "https://desk.example/new?step={step}&page={page}"\n');
  build("de", GUIDES, 'language: de\nreport_url: "mailto:desk@help.example?subject={title}"\n');
  way = await open("file", join(folder, "sites"));
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function reader(act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 700 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page, faults } = await watched(context, way.base);
  await act(page, (path) => visit(page, way.base + path));
  assert.deepEqual(faults, []);
  await context.close();
}

const choose = (page, name) => page.locator(".switch button", { hasText: name }).click();
/** The instruction of a step is in sight, not only its number. */
const inSight = (page, id) => page.waitForFunction((id) => {
  const text = document.querySelector(`#${id} > .step-body > .step-text`);
  const box = text.getBoundingClientRect();
  return text.checkVisibility({ contentVisibilityAuto: true }) && box.height > 5 && box.top >= 0 && box.bottom <= innerHeight;
}, id, { timeout: 3000 });

test("a link to what the switch folds opens it, and says what it is for", { skip }, () =>
  reader(async (page, go) => {
    await go("it/knobs.html");
    await choose(page, "Windows 11");
    assert.ok(!(await page.locator("#step-2-9 .step-text").isVisible()));
    const struck = (id) => page.locator(`.step-index a[href='#${id}']`).evaluate((a) => getComputedStyle(a).textDecorationLine.includes("line-through"));
    assert.deepEqual([await struck("step-9"), await struck("step-2-9"), await struck("step-3-2"), await struck("step-3-1")], [false, true, true, false]);
    // From a colleague, or from the search: a section of the other platform, and one step of it.
    for (const id of ["step-2-9", "step-3-2"]) {
      await go("it/index.html");
      await go("it/knobs.html#" + id);
      await inSight(page, id);
      assert.match(await page.locator(`#${id}`).evaluate((step) => step.closest("section").textContent), /Windows 10/);
      assert.ok(!(await struck(id)), "what is open is not struck through");
    }
    assert.ok(await page.locator(".elsewhere-line", { hasText: "Windows 10" }).last().isVisible(), "and says why it was hidden");
    // From the step index, twice: the second time the address stays as it is.
    await choose(page, "Windows 11");
    for (let i = 0; i < 2; i++) {
      await choose(page, "Windows 11");
      await page.locator(".step-index a[href='#step-2-9']").click();
      await inSight(page, "step-2-9");
    }
    await choose(page, "All");
    assert.equal(await page.locator(".elsewhere-line").count(), 0);
    await inSight(page, "step-2-9").catch(() => {});
    assert.ok(await page.locator("#step-3-2 .step-text").isVisible());
  }));

test("what the switch folds is found by the browser, shown by its button, and printed", { skip }, () =>
  reader(async (page, go) => {
    await go("it/knobs.html");
    await choose(page, "Windows 11");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("#step-2-9 .step-text").isVisible(), "on paper");
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator("#step-2-9").evaluate((step) => step.closest("[hidden]").getAttribute("hidden")), "until-found");
    await page.locator("#step-3-2 .elsewhere-line button").click();
    assert.ok(await page.locator("#step-3-2 .step-text").isVisible());
    assert.ok(await page.evaluate(() => !!document.activeElement.closest("#step-3-2")), "the focus stays");
    const box = await page.locator("#step-3-2 .step-text").boundingBox();
    assert.ok(box.width > 300, `${box.width} px wide`);
  }));

test("a way that is closed and for another platform opens too; one folded part is told as one", { skip }, () =>
  reader(async (page, go) => {
    await go("it/knobs.html");
    await choose(page, "Windows 11");
    await go("it/ways.html#step-2-1");
    await inSight(page, "step-2-1");
    await go("it/knobs.html");
    await choose(page, "Windows 10");
    await page.waitForFunction(() => [...document.querySelectorAll("[role=status]")].some((e) => /^1 part that is not for Windows 10 is folded$/.test(e.textContent)));
  }));

test("marks stay with the words of a step when others are put before it", { skip }, () =>
  reader(async (page, go) => {
    const done = () => page.$$eval(".steps > .step", (steps) => steps.filter((s) => s.querySelector("input").checked).map((s) => s.id + s.querySelector(".step-text").textContent.trim()));
    await go("it/moving.html");
    await page.locator("#step-2 .done").click();
    await page.locator("#step-4 .done").click();
    build("it", { "moving.md": GUIDES["moving.md"].replace("1. Select **A**.", "1. Select **New**.\n1. Select **A**.") });
    await go("it/moving.html");
    assert.deepEqual(await done(), ["step-3Select B.", "step-5Select OK."]);
    // A step that says something else now is to be done again.
    build("it", { "moving.md": GUIDES["moving.md"].replace("**B**", "**C**") });
    await go("it/moving.html");
    assert.deepEqual(await done(), ["step-4Select OK."]);
    build("it", GUIDES);
  }));

test("two sites on one disk, or one host, share nothing", { skip }, async () => {
  const act = async (page, go) => {
    await go("it/knobs.html");
    await page.locator("#step-1 .done").click();
    await page.locator(".theme-toggle").click();
    await choose(page, "Windows 11");
    const state = () => page.evaluate(() => [document.querySelector("#step-1 input").checked, document.querySelector(".switch [aria-pressed=true]").value, document.documentElement.dataset.theme || ""]);
    const [, , theme] = await state();
    await go("hr/knobs.html");
    assert.deepEqual(await state(), [false, "", ""]);
    await go("it/knobs.html");
    assert.deepEqual(await state(), [true, "windows-11", theme]);
  };
  await reader(act);
  const http = await open("http", join(folder, "sites"));
  [way, http.file] = [http, way];
  try {
    await reader(act);
  } finally {
    way = http.file;
    await http.close();
  }
});

async function copied(page, format) {
  await page.locator(`.tools button[value=${format}]`).click();
  await page.waitForFunction(() => document.querySelector(".tools .ok"));
  return (await page.evaluate(() => navigator.clipboard.readText())).replace(/\r/g, "");
}

test("links of copied steps lead to where the site is hosted, or nowhere, never to this disk", { skip }, () =>
  reader(async (page, go) => {
    await go("hosted/linked.html");
    const text = await copied(page, "markdown");
    assert.match(text, /\n1\. Do \[this\]\(https:\/\/help\.example\/kb\/ways\.html#step-1\)\./);
    assert.match(text, /\[that\]\(https:\/\/vendor\.example\/a_b\)/);
    assert.match(text, /\nhttps:\/\/help\.example\/kb\/linked\.html\n$/);
    await go("it/linked.html");
    for (const format of ["markdown", "html"]) {
      const text = await copied(page, format);
      assert.doesNotMatch(text, /file:/);
      assert.match(text, /Do this\./);
      assert.match(text, /vendor\.example/);
    }
  }));

test("in Markdown a warning belongs to its own step", { skip }, () =>
  reader(async (page, go) => {
    await go("it/linked.html");
    assert.match(await copied(page, "markdown"), /\n1\. Do this\.\n2\. Then [^\n]*\n\n {3}Warning: Mind the step\.\n\n3\. Stop\./);
    assert.match(await copied(page, "text"), /\n1\. Do this\.\nWarning: Mind the step\.\n2\. Then/);
  }));

test("a step is reported by the whole name of its way or heading, in the words of the language", { skip }, () =>
  reader(async (page, go) => {
    const reported = async (path, id, name) => {
      await go(path);
      await page.locator(`#${id} > .step-number`).focus();
      return new URL(await page.locator(".step-tools a").getAttribute("href")).searchParams.get(name);
    };
    assert.equal(await reported("hosted/ways.html", "step-2", "step"), "Method 1: By hand & foot, step 2");
    assert.equal(await reported("hosted/knobs.html", "step-3-1", "step"), "Afterwards, step 1");
    assert.equal(await reported("hosted/linked.html", "step-3", "step"), "step 3");
    assert.equal(await reported("de/linked.html", "step-3", "subject"), "Links, Schritt 3");
  }));

test("names are told apart by ear: headings, substeps, boxes, an index only where there is something", { skip }, () =>
  reader(async (page, go) => {
    await go("it/ways.html");
    const name = (locator) => locator.ariaSnapshot();
    assert.match(await name(page.locator("h2").first()), /^- '?heading "Method 1: By hand & foot Hide" \[level=2\]/);
    assert.equal(await page.getByRole("link", { name: "Link to this section" }).first().isVisible(), true);
    const boxes = await page.$$eval(".done input", (all) => all.map((box) => box.getAttribute("aria-label")));
    assert.equal(new Set(boxes).size, boxes.length, boxes.join(", "));
    assert.match(boxes[0], /^Method 1: By hand & foot, step 1 done$/);
    await go("it/linked.html");
    assert.match(await page.locator("#step-3 .substep .step-number").first().textContent(), /^Step 3a$/);
    await go("it/plain.html");
    assert.equal(await page.locator("aside, nav:has-text('On this page')").count(), 0);
  }));

/** An animation of two frames, each of one color: runs of two pixels, so that no code grows. */
function gif(width, height) {
  const bits = [];
  const code = (n) => { for (let i = 0; i < 3; i++) bits.push(n >> i & 1); };
  const frame = (color) => {
    bits.length = 0;
    for (let i = 0; i < width * height; i++) {
      if (i % 2 === 0) code(4);
      code(color);
    }
    code(5);
    const bytes = [];
    for (let i = 0; i < bits.length; i += 8) bytes.push(bits.slice(i, i + 8).reduce((sum, bit, n) => sum | bit << n, 0));
    const blocks = [];
    for (let i = 0; i < bytes.length; i += 255) blocks.push(Math.min(255, bytes.length - i), ...bytes.slice(i, i + 255));
    return [0x21, 0xf9, 4, 0, 5, 0, 0, 0, 0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0, 2, ...blocks, 0];
  };
  return Buffer.from([...Buffer.from("GIF89a"), width & 255, width >> 8, height & 255, height >> 8, 0x81, 0, 0,
    200, 0, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0x21, 0xff, 11, ...Buffer.from("NETSCAPE2.0"), 3, 1, 0, 0, 0, ...frame(0), ...frame(1), 0x3b]);
}

test("an animation stands still until a reader plays it, and can be stopped", { skip }, () =>
  reader(async (page, go) => {
    mkdirSync(join(folder, "moving/content"), { recursive: true });
    writeFileSync(join(folder, "moving/content/spin.gif"), gif(300, 120));
    build("moving", { "spin.md": "---\ntitle: Spin\n---\n\n1. Select **Spin**.\n\n   ![It spins](spin.gif)\n\n2. Select **Stop**.\n\n- One thing.\n\n  ![Again](spin.gif)\n\n- Another.\n" });
    await go("moving/spin.html");
    const shots = page.locator("figure.shot");
    for (let i = 0; i < await shots.count(); i++) {
      const shot = shots.nth(i);
      await shot.scrollIntoViewIfNeeded();
      const [before, after] = [await shot.locator("img").screenshot(), await page.waitForTimeout(170).then(() => shot.locator("img").screenshot())];
      assert.ok(before.equals(after), "does not move");
      assert.doesNotMatch(await shot.locator("img").getAttribute("src"), /\.gif$/);
      assert.match(await shot.locator("a").getAttribute("aria-label"), /^Play the animation: /);
      assert.match(await shot.locator("figcaption").textContent(), /select the picture to play it/);
      await shot.locator("a").focus();
      await page.keyboard.press("Enter");
      const large = page.locator("dialog[open] img[src$='.gif']");
      await large.waitFor();
      await page.waitForFunction(() => document.querySelector("dialog[open] img").naturalWidth === 300);
      await page.keyboard.press("Escape");
      assert.ok(!(await large.isVisible()));
    }
    assert.ok(await shots.count() > 0);
  }));
