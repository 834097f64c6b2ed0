// Texts that want to run something or call somebody, in every place an author can put them: nothing runs and no
// request leaves, even where a host strips the pages' own policy.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WAYS, inHalves, launch, open, pagesOf, program, textOf, visit, watched } from "./harness.mjs";

const skip = !program && "GUIDEPOST_BIN is not set";
// One block a vector; GUIDEPOST_VECTORS names another file of the same form.
const file = process.env.GUIDEPOST_VECTORS || join(dirname(fileURLToPath(import.meta.url)), "vectors.txt");
const vectors = readFileSync(file, "utf8").split(/\n----\n/);

// All in one site; with GUIDEPOST_VECTORS_APART also each in a site of its own, where no other hides it.
const apart = Boolean(process.env.GUIDEPOST_VECTORS_APART);

/** A site with vectors in bodies, in front matter and in the texts of pictures. */
function build(vectors) {
  const folder = mkdtempSync(join(tmpdir(), "guidepost-hostile-"));
  mkdirSync(join(folder, "content"));
  vectors.forEach((vector, i) => {
    const text = JSON.stringify(vector.replace(/\s+/g, " ").slice(0, 300));
    writeFileSync(join(folder, `content/body-${i}.md`), `---\ntitle: Vector ${i}\n---\n\nBefore ${i}.\n\n${vector}\n\nAfter ${i}.\n`);
    const front = ["title", "description", "owner", "keywords"].map((key) => `${key}: ${text}`).join("\n");
    writeFileSync(join(folder, `content/front-${i}.md`), `---\n${front}\ntags: [${text}]\ncategories: [${text}]\nprerequisites: [${text}]\nplatforms: [${text}]\nlang: ${text}\nrelated: [${text}]\n---\n\n1. Click **OK**.\n\n   ![${vector.replace(/[\n\]]/g, " ")}](gone-${i}.png)\n`);
  });
  try {
    execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
  } catch (fault) {
    // Findings are expected: 1. Anything else is a fault of ours.
    assert.equal(fault.status, 1, String(fault.stderr));
  }
  return folder;
}

let browser, folder, site;
before(async () => {
  if (skip) return;
  browser = await launch();
  folder = build(vectors);
  site = join(folder, "site");
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens every page of a site, clicks what a text made clickable, and searches; whatever happens is a fault. */
async function tour(site, way, bypassCSP) {
  const { base, close } = await open(way, site);
  // Every article; the lists of them, one like the other, once, where least holds a text back.
  const lists = apart ? 1 : way === "file" && bypassCSP ? 3 : Infinity;
  const files = pagesOf(site).filter((file, i) => /^(body|front)-/.test(file) || i % lists === 0);
  await inHalves(files, (files) => walk(base, files, bypassCSP));
  await close();
}

/** The pages of one visitor, and a search at the end. */
async function walk(base, files, bypassCSP) {
  const context = await browser.newContext({ bypassCSP });
  const { page, faults } = await watched(context, base);
  await context.exposeFunction("print", () => faults.push("print"));
  // What runs in silence is seen by the debugger: a script that is none of ours, inline, or a handler.
  const debuggee = await context.newCDPSession(page);
  debuggee.on("Debugger.scriptParsed", ({ url, length }) => {
    if (url.startsWith(base) && !url.startsWith(base + "assets/")) faults.push(`a script of ${length} characters ran in ${url}`);
  });
  await debuggee.send("Debugger.enable");
  for (const file of files) {
    const address = base + file.split("/").map(encodeURIComponent).join("/");
    await visit(page, address);
    await page.evaluate(() => document.querySelectorAll("main a[href]:not([href^='.']):not([href*='.html'])").forEach((a) => { if (!/^(https?|mailto|tel|ms-settings):/.test(a.getAttribute("href")) && !a.href.startsWith("file:")) a.click(); }));
    assert.deepEqual(faults, [], file);
    assert.equal(page.url().split("#")[0], address, "still there");
  }
  await visit(page, base + "search.html#q=vector");
  await page.waitForSelector(".search-hit-title");
  await page.locator("main form.search input").fill("alert");
  await page.waitForTimeout(400);
  assert.deepEqual(faults, []);
  await context.close();
}

for (const way of WAYS) {
  for (const bypassCSP of [false, true]) {
    // The policy is the same from a server: once is enough in every run.
    if (way === "http" && !bypassCSP && !apart) continue;
    test(`nothing runs and nothing is asked for, ${way}, ${bypassCSP ? "without" : "with"} the policy`, { skip, timeout: 900_000 }, async () => {
      assert.ok(pagesOf(site).length > vectors.length * 2, `${pagesOf(site).length} pages`);
      await tour(site, way, bypassCSP);
    });
  }
}

test("each in a site of its own", { skip: skip || (!apart && "GUIDEPOST_VECTORS_APART is not set"), timeout: 3_600_000 }, async () => {
  for (const [i, vector] of vectors.entries()) {
    const folder = build([vector]);
    try {
      for (const way of WAYS) for (const bypassCSP of [false, true]) await tour(join(folder, "site"), way, bypassCSP);
    } catch (fault) {
      fault.message = `vector ${i} ${JSON.stringify(vector)}: ${fault.message}`;
      throw fault;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

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
