// What a help desk does with one guide: copies its steps into a ticket, reports a step, looks at the age, counts a way
// of its own, moves a large picture without dragging, opens a page of Settings.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, png, program, visit, watched } from "./harness.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";

const ARTICLE = `---
title: Make text *larger*
description: For eyes that want it.
updated: 2020-01-02
owner: eyes
verified: {release: windows-11-24h2, on: 2020-02-03, by: dana}
review: {every: 30d}
---

## Method 1: In Settings

1. Go to **Settings** > **System** > **Display**. [Open](ms-settings:display)

   > [!WARNING]
   > Save your work &lt;first>.

2. Under **Scale**, choose 125%.

   ![The list of scales](wide.png)

   You should see larger text.

3. Sign out:
   1. Press **Win+X**.
   2. Select **Sign out**.

## Method 2: With a command

1. Type \`ms-settings:easeofaccess-display\` into Run.
2. Run:

   \`\`\`powershell
   Get-Item "a_b"
   Get-Date
   \`\`\`

3. For Windows 10 only, wait.
`;

let browser, folder, base;
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "guidepost-guide-"));
  mkdirSync(join(folder, "content/eyes"), { recursive: true });
  writeFileSync(join(folder, "content/eyes/larger.md"), ARTICLE);
  writeFileSync(join(folder, "content/eyes/wide.png"), await png(3000, 2000));
  writeFileSync(join(folder, "guidepost.yaml"), [
    "base_url: https://help.example/it/", 'report_url: "mailto:desk@help.example?subject={title}&body={page}"',
    'edit_url: "https://git.example/edit/{path}"', "editors_page: true", "categories:", "  Eyes: {text: To see well.}", "",
  ].join("\n"));
  execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
  base = pathToFileURL(join(folder, "site")).href + "/";
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs `act` on the guide; any fault on the page fails the test. */
async function reader(act, { path = "eyes/larger.html", windows = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  if (windows) {
    await context.addInitScript(() => {
      Object.defineProperty(navigator, "userAgentData", { value: undefined });
      Object.defineProperty(navigator, "platform", { value: "Win32" });
    });
  }
  const { page, faults } = await watched(context, base);
  await visit(page, base + path);
  await act(page);
  assert.deepEqual(faults, []);
  await context.close();
}

const said = (page, words) =>
  page.waitForFunction((words) => [...document.querySelectorAll("[role=status]")].some((e) => e.textContent.includes(words)), words);

async function copied(page, format) {
  await page.locator(".tools button", { hasText: format }).click();
  await said(page, `steps copied as ${format}`);
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = async (type) => (item.types.includes(type) ? (await item.getType(type)).text() : "");
    return { text: await text("text/plain"), html: await text("text/html") };
  });
}

test("steps are copied as text: the way that is open, numbers, warnings, pictures, what to see", { skip }, () =>
  reader(async (page) => {
    const { text } = await copied(page, "Text");
    assert.equal(text.replace(/\r/g, ""), [
      "Make text *larger*", "", "Method 1: In Settings", "",
      "Warning: Save your work <first>.",
      "1. Go to Settings > System > Display. Open",
      "2. Under Scale, choose 125%.",
      "   [Picture: The list of scales]",
      "   You should see larger text.",
      "3. Sign out:",
      "   a. Press Win+X.",
      "   b. Select Sign out.",
      "", "https://help.example/it/eyes/larger.html", "",
    ].join("\n"));
    await page.locator(".fold[aria-expanded=false]").click();
    const both = await copied(page, "Text");
    assert.match(both.text, /Method 2: With a command\n\n1\. Type ms-settings:easeofaccess-display into Run\.\n2\. Run:\n {3}Get-Item "a_b"\n {3}Get-Date\n/);
  }));

test("steps are copied as Markdown that reads the same again", { skip }, () =>
  reader(async (page) => {
    await page.locator(".fold[aria-expanded=false]").click();
    const { text } = await copied(page, "Markdown");
    assert.match(text, /^# Make text \\\*larger\\\*\n/);
    assert.match(text, /\n1\. Go to \*\*Settings\*\* > \*\*System\*\* > \*\*Display\*\*\. Open\n/);
    assert.match(text, /\n {3}- a\. Press Win\+X\.\n/);
    assert.match(text, /\n2\. Run:\n {3}```\n {3}Get-Item "a_b"\n {3}Get-Date\n {3}```\n/);
    assert.match(text, /Save your work \\<first>/);
  }));

test("steps are copied as HTML, escaped, as rich text and as its source", { skip }, () =>
  reader(async (page) => {
    const { text, html } = await copied(page, "HTML");
    assert.match(text, /<h1>Make text \*larger\*<\/h1>/);
    assert.match(text, /Save your work &lt;first&gt;/);
    assert.match(text, /<li value="2">\nUnder <strong>Scale<\/strong>, choose 125%\./);
    assert.match(html, /<ol/);
    const shape = await page.evaluate((text) => {
      const made = new DOMParser().parseFromString(text, "text/html");
      return { steps: made.querySelectorAll("body > ol > li").length, inside: made.querySelectorAll("li ol[type=a] > li").length, scripts: made.querySelectorAll("script, [onerror], button, input").length };
    }, text);
    assert.deepEqual(shape, { steps: 3, inside: 2, scripts: 0 });
  }));

test("each way counts its own steps, and clears its own marks", { skip }, () =>
  reader(async (page) => {
    await page.locator("#step-1 .done").click();
    await said(page, "1 of 3 steps checked");
    await page.locator(".fold[aria-expanded=false]").click();
    await page.locator("#step-2-1 .done").click();
    await page.locator("#step-2-2 .done").click();
    const lines = page.locator(".checked-line:visible");
    assert.deepEqual(await lines.locator("span").allTextContents(), ["1 of 3 steps checked", "2 of 3 steps checked"]);
    await lines.nth(1).locator("button").click();
    assert.deepEqual(await lines.locator("span").allTextContents(), ["1 of 3 steps checked"]);
    await page.reload();
    assert.ok(await page.locator("#step-1 .done input").isChecked());
    assert.ok(!(await page.locator("#step-2-1 .done input").isChecked()));
  }));

test("a step is reported and linked by its name and place", { skip }, () =>
  reader(async (page) => {
    await page.locator("#step-2 .step-number").focus();
    const href = await page.locator("#step-2 .step-tools a").getAttribute("href");
    const url = new URL(href);
    assert.equal(url.searchParams.get("subject"), "Make text *larger*, Method 1: In Settings, step 2");
    assert.equal(url.searchParams.get("body"), "https://help.example/it/eyes/larger.html#step-2");
    await page.locator("#step-2 .step-tools button").click();
    await said(page, "Link copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "https://help.example/it/eyes/larger.html#step-2");
    assert.equal(await page.locator(".mend a[href^='https://git.example/edit/eyes/larger.md']").count(), 1);
    assert.match(await page.locator(".mend").textContent(), /Looked after by eyes/);
  }));

test("the age of a guide is told by the reader's clock, the day stands there without it", { skip }, async () => {
  await reader(async (page) => {
    const verified = page.locator(".fact.verified");
    assert.match(await verified.innerText(), /Verified on Windows 11 24H2 by dana, \d+ years ago/);
    assert.equal(await verified.locator("time").getAttribute("title"), "Feb 3, 2020");
    // Paper is read later: there the day stands.
    await page.emulateMedia({ media: "print" });
    assert.match(await verified.innerText(), /Verified on Windows 11 24H2 by dana, Feb 3, 2020/);
    await page.emulateMedia({ media: "screen" });
    assert.match(await page.locator(".fact.review").textContent(), /Review overdue since Mar 4, 2020/);
    assert.ok(await page.locator(".fact.review").isVisible());
  });
  await reader(async (page) => {
    assert.match(await page.locator(".fact.verified").textContent(), /Verified on Windows 11 24H2 by dana, Feb 3, 2020/);
    assert.match(await page.locator(".fact.review").textContent(), /Review due Mar 4, 2020/);
    assert.equal(await page.locator("button:visible, .tools:visible").count(), 0);
  }, { javaScriptEnabled: false });
});

test("a page of Settings opens from Windows only", { skip }, async () => {
  await reader(async (page) => {
    const links = page.locator("a[href^='ms-settings:']");
    assert.deepEqual(await links.evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.textContent])), [
      ["ms-settings:display", "Open in Settings"], ["ms-settings:easeofaccess-display", "Open in Settings"]]);
  }, { windows: true });
  await reader(async (page) => {
    assert.equal(await page.locator("a[href^='ms-settings:']").count(), 0);
    assert.match(await page.locator("#step-1 .step-text").textContent(), /Display\. Open/);
  });
});

test("a large picture is moved by buttons and keys, not by dragging alone", { skip }, () =>
  reader(async (page) => {
    await page.locator("figure.shot a").first().click();
    await page.waitForSelector(".zoom-view img[width]");
    const view = page.locator(".zoom-view");
    const place = () => view.evaluate((v) => [v.scrollLeft, v.scrollTop]);
    const pan = page.locator(".zoom-pan button");
    assert.ok(await pan.first().isDisabled(), "what fits is not moved");
    // What stands in the middle stays there.
    const middle = () => view.evaluate((view) => {
      const room = view.getBoundingClientRect(), box = view.querySelector("img").getBoundingClientRect();
      return [(room.left + view.clientWidth / 2 - box.left) / box.width, (room.top + view.clientHeight / 2 - box.top) / box.height];
    });
    const near = ([x, y], [a, b]) => assert.ok(Math.abs(x - a) < .02 && Math.abs(y - b) < .02, `${x} ${y}, not ${a} ${b}`);
    for (let i = 0; i < 6; i++) await page.keyboard.press("+");
    near(await middle(), [.5, .5]);
    await page.getByRole("button", { name: "Right", exact: true }).click();
    await page.getByRole("button", { name: "Down", exact: true }).click();
    const [left, top] = await place();
    assert.ok(left > 100 && top > 100, `${left} ${top}`);
    const moved = await middle();
    await page.keyboard.press("+");
    near(await middle(), moved);
    await page.keyboard.press("-");
    await view.focus();
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction((top) => document.querySelector(".zoom-view").scrollTop < top, top);
    for (const name of ["Fit", "Close", "Larger", "Smaller", "Left", "Up"]) {
      const box = await page.getByRole("button", { name, exact: true }).boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24, name);
    }
    await page.keyboard.press("0");
    assert.ok(await pan.first().isDisabled());
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      const bar = await page.locator(".zoom-bar button").evaluateAll((all) => all.map((b) => b.getBoundingClientRect()));
      assert.equal(new Set(bar.map((box) => Math.round(box.top))).size, 1, `one row at ${width}`);
      assert.ok(bar.at(-1).right > width - 32 && bar.at(-1).right <= width, "to close is at the end of it");
    }
  }));

test("the page for editors says what is to be done, and no page leads to it", { skip }, async () => {
  await reader(async (page) => {
    assert.equal(await page.locator("meta[name=robots][content=noindex]").count(), 1);
    assert.match(await page.locator("#reviews + ul").textContent(), /Make text \*larger\*.*overdue/s);
    assert.ok(await page.locator("a[href='https://git.example/edit/eyes/larger.md']").count(), "leads to the source");
    await page.locator(".row-title").first().click();
    await page.waitForSelector("body.page-guide");
  }, { path: "_report/index.html" });
  for (const file of ["index.html", "categories.html", "a-z.html", "sitemap.xml", "eyes/larger.html"]) {
    assert.doesNotMatch(readFileSync(join(folder, "site", file), "utf8"), /_report/, file);
  }
});

test("a category says what it is for, and is printed whole", { skip }, () =>
  reader(async (page) => {
    assert.equal(await page.locator(".summary").textContent(), "To see well.");
    await page.locator(".list-header a").click();
    await page.waitForSelector("body.page-print");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".printed .step", { hasText: "Get-Date" }).isVisible(), "every way is on paper");
    assert.ok(!(await page.locator("button.print").isVisible()));
  }, { path: "categories/eyes.html" }));
