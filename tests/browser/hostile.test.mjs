// Texts that want to run something or call somebody, in every place an author can put them: nothing runs and no
// request leaves, even where a host strips the pages' own policy.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, pagesOf, program, textOf, watched } from "./harness.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";
// One block a vector; GUIDEPOST_VECTORS names another file of the same form.
const file = process.env.GUIDEPOST_VECTORS || join(dirname(fileURLToPath(import.meta.url)), "vectors.txt");
const vectors = readFileSync(file, "utf8").split(/\n----\n/);

let browser, folder, site;
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "guidepost-hostile-"));
  site = join(folder, "site");
  mkdirSync(join(folder, "content"));
  vectors.forEach((vector, i) => {
    const text = JSON.stringify(vector.replace(/\s+/g, " ").slice(0, 300));
    writeFileSync(join(folder, `content/body-${i}.md`), `---\ntitle: Vector ${i}\n---\n\nBefore ${i}.\n\n${vector}\n\nAfter ${i}.\n`);
    const front = ["title", "description", "owner", "keywords"].map((key) => `${key}: ${text}`).join("\n");
    writeFileSync(join(folder, `content/front-${i}.md`), `---\n${front}\ntags: [${text}]\ncategories: [${text}]\nprerequisites: [${text}]\nplatforms: [${text}]\nrelated: [${text}]\n---\n\n1. Click **OK**.\n\n   ![${vector.replace(/[\n\]]/g, " ")}](gone-${i}.png)\n`);
  });
  try {
    execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
  } catch (fault) {
    // Findings are expected: 1. Anything else is a fault of ours.
    assert.equal(fault.status, 1, String(fault.stderr));
  }
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

for (const bypassCSP of [false, true]) {
  test(`nothing runs and nothing is asked for, ${bypassCSP ? "without" : "with"} the policy`, { skip }, async () => {
    const base = pathToFileURL(site).href + "/";
    const context = await browser.newContext({ bypassCSP });
    const pages = pagesOf(site);
    assert.ok(pages.length > vectors.length * 2, `${pages.length} pages`);
    const { page, faults } = await watched(context, base);
    await context.exposeFunction("print", () => faults.push("print"));
    // What runs in silence is seen by the debugger: a script that is none of ours, inline, or a handler.
    const debuggee = await context.newCDPSession(page);
    debuggee.on("Debugger.scriptParsed", ({ url, length }) => {
      if (url.startsWith(base) && !url.startsWith(base + "assets/")) faults.push(`a script of ${length} characters ran in ${url}`);
    });
    await debuggee.send("Debugger.enable");
    for (const file of pages) {
      await page.goto(base + file.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
      // Click whatever a text made clickable.
      await page.evaluate(() => document.querySelectorAll("main a[href]:not([href^='.']):not([href*='.html'])").forEach((a) => { if (!/^(https?|mailto|tel|ms-settings):/.test(a.href) && !a.href.startsWith("file:")) a.click(); }));
      assert.deepEqual(faults, [], file);
      assert.equal(page.url().split("#")[0], base + file.split("/").map(encodeURIComponent).join("/"), "still there");
    }
    await page.goto(base + "search.html#q=vector");
    await page.waitForSelector(".search-hit-title");
    await page.locator("main form.search input").fill("alert");
    await page.waitForTimeout(400);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("no page holds what could run", { skip }, () => {
  for (const file of pagesOf(site)) {
    const html = textOf(file, site).replace(/<!doctype[^>]*>/i, "");
    const tags = html.match(/<[a-z][^<>]*>/gi) ?? [];
    for (const tag of tags) {
      assert.doesNotMatch(tag.replace(/="[^"]*"/g, "=\"\""), /\son[a-z]+\s*=|\sstyle\s*=|\ssrcdoc/i, `${file}: ${tag}`);
      // The drawings of categories are ours, to the letter.
      if (tag === '<svg class="gp-icon" viewBox="0 0 24 24" aria-hidden="true">') continue;
      assert.doesNotMatch(tag, /^<(iframe|object|embed|form action="(?!.*search\.html)|style|base|svg|math)\b/i, `${file}: ${tag}`);
      assert.doesNotMatch(tag, /(href|src|action)="\s*(javascript\s*:|vbscript\s*:|data:text)/i, `${file}: ${tag}`);
    }
  }
});
