// Files that are sent: a guide as one page, a category to print. Each opens from a disk on its own, asks for nothing,
// and does what the page of the site does.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, png, program, watched } from "./harness.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ARTICLE = `---
title: Make text larger
updated: 2026-01-02
platforms: [Windows 10, Windows 11]
related: [smaller.md]
---

See also [smaller text](smaller.md) and [the vendor](https://vendor.example/scale).

## Method 1: In Settings

1. Go to **Settings** > **System** > **Display**.

   > [!WARNING]
   > Save your work.

2. On Windows 11, under **Scale**, choose 125%.

   ![The list of scales](wide.png)

3. Press **Win+X**, then sign out.

## Method 2: On Windows 10

1. Run:

   \`\`\`powershell
   Get-Item "a"
   \`\`\`

2. Wait. [Smaller text](smaller.md#step-1) is made likewise.
`;
const OTHER = "---\ntitle: Make text smaller\n---\n\n1. Open **Settings**.\n2. Choose 100%, not [more](larger.md#step-2).\n";

let browser, folder;
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "guidepost-export-"));
  mkdirSync(join(folder, "content/eyes"), { recursive: true });
  writeFileSync(join(folder, "content/eyes/larger.md"), ARTICLE);
  writeFileSync(join(folder, "content/eyes/smaller.md"), OTHER);
  writeFileSync(join(folder, "content/eyes/wide.png"), await png(1600, 900));
  writeFileSync(join(folder, "guidepost.yaml"), "name: Desk\n");
  for (const [kind, what, output, settings] of [
    ["page", "larger text", "alone.html", "name: Desk\n"],
    ["page", "larger text", "hosted.html", "name: Desk\nbase_url: https://help.example/it/\n"],
    ["print", "Eyes", "booklet.html", "name: Desk\n"],
  ]) {
    writeFileSync(join(folder, "guidepost.yaml"), settings);
    execFileSync(program, ["export", kind, what, "--project", folder, "--today", "2026-11-24", "--quiet", "--output", join(folder, "sent", output)], { stdio: "pipe" });
  }
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens a file that was sent; any console error or any request but the file itself fails the test. */
async function reader(file, act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = pathToFileURL(join(folder, "sent", file)).href;
  const { page, faults } = await watched(context, address);
  await page.goto(address);
  await act(page);
  assert.deepEqual(faults, []);
  await context.close();
}

test("a guide that was sent shows all of itself", { skip }, () =>
  reader("alone.html", async (page) => {
    assert.equal(await page.title(), "Make text larger · Desk");
    assert.match(await page.locator("footer.provenance").textContent(), /“Make text larger” as it was in Desk on Nov 24, 2026\./);
    const shot = await page.locator(".shot img").evaluate((image) => [image.complete, image.naturalWidth, image.src.slice(0, 22)]);
    assert.deepEqual(shot, [true, 1600, "data:image/webp;base64"]);
    assert.deepEqual(await page.locator("main a[href]:not([href^='#'])").evaluateAll((all) => all.map((a) => a.href)), ["https://vendor.example/scale"]);
    assert.match(await page.locator("main").textContent(), /See also smaller text and the vendor/);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".step-number")).borderRadius), "50%", "styles are in it");
    assert.equal(await page.locator("form, .neighbors, .crumbs").count(), 0);
  }));

test("it checks off, switches, copies and zooms as on the site", { skip }, () =>
  reader("alone.html", async (page) => {
    await page.locator("#step-1 .done").click();
    assert.equal(await page.locator(".checked-line:visible span").textContent(), "1 of 3 steps checked");
    await page.reload();
    assert.ok(await page.locator("#step-1 .done input").isChecked());
    await page.locator(".tools button", { hasText: "Text" }).click();
    await page.waitForFunction(() => [...document.querySelectorAll("[role=status]")].some((e) => /steps copied/.test(e.textContent)));
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /2\. .*under Scale, choose 125%/);
    const button = page.getByRole("button", { name: "Open the picture: The list of scales" });
    await button.focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("dialog.zoom img").evaluate((image) => image.decode().then(() => image.naturalWidth === 1600)));
    await page.keyboard.press("Escape");
    assert.ok(await button.evaluate((b) => b === document.activeElement));
    await page.locator("#step-2 .step-number").focus();
    assert.equal(await page.getByRole("button", { name: "Copy the link" }).count(), 0, "a place on this disk is no link");
    await page.locator(".theme-toggle").click();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  }));

test("where the site has an address, links lead there", { skip }, () =>
  reader("hosted.html", async (page) => {
    const hrefs = await page.locator("main a[href*=smaller]").evaluateAll((all) => all.map((a) => a.href));
    assert.ok(hrefs.includes("https://help.example/it/eyes/smaller.html"));
    assert.ok(hrefs.includes("https://help.example/it/eyes/smaller.html#step-1"));
    assert.equal(await page.locator("footer.provenance a").getAttribute("href"), "https://help.example/it/eyes/larger.html");
  }));

test("without scripts everything is there to read", { skip }, () =>
  reader("alone.html", async (page) => {
    assert.equal(await page.locator(".step:visible").count(), 5);
    assert.equal(await page.locator("button:visible").count(), 0);
    assert.ok(await page.locator(".shot img").isVisible());
  }, { javaScriptEnabled: false }));

test("the policy lets nothing else run or load", { skip }, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, "sent/alone.html")).href);
  const blocked = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));
    add("script", { textContent: "window.ran = true" });
    add("img", { src: "https://elsewhere.example/x.png" });
    add("style", { textContent: "body{color:red}" });
    await new Promise((done) => setTimeout(done, 200));
    return { ran: !!window.ran, seen: seen.sort() };
  });
  assert.deepEqual(blocked, { ran: false, seen: ["img-src", "script-src-elem", "style-src-elem"] });
  await context.close();
});

test("a booklet has its guides, one a sheet, and its links stay inside", { skip }, () =>
  reader("booklet.html", async (page) => {
    assert.deepEqual(await page.locator(".contents a").allTextContents(), ["Make text larger", "Make text smaller"]);
    assert.equal(await page.locator("#g2 a", { hasText: "more" }).getAttribute("href"), "#g1-step-2");
    assert.equal(await page.locator("#g1 a", { hasText: /^Smaller text/ }).getAttribute("href"), "#g2-step-1");
    const broken = await page.evaluate(() => [...document.querySelectorAll("main a[href^='#']")].filter((a) => !document.querySelector(CSS.escape ? "#" + CSS.escape(a.hash.slice(1)) : a.hash)).map((a) => a.hash));
    assert.deepEqual(broken, []);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
    assert.ok(sheets >= 3, `a cover and a sheet for each guide: ${sheets}`);
  }));

for (const file of ["alone.html", "booklet.html"]) {
  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing in ${file}, ${scheme}`, { skip }, () =>
      reader(file, async (page) => {
        const found = await page.evaluate(`${axe};axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target).join(" ")))`);
        assert.deepEqual(found, []);
      }, { colorScheme: scheme }));
  }
}
