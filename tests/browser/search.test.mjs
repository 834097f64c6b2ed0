// The query engine as the browser runs it, in a sandbox: its tokenizer against that of the build, and queries
// that are no words. With GUIDEPOST_SITE=<folder of a built site> the queries run against its index.
//
//     node --test tests/browser/
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import test from "node:test";
import { page } from "./search-sandbox.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const site = process.env.GUIDEPOST_SITE;

test("both tokenizers cut alike", () => {
  const { search } = page(here);
  for (const { text, words } of JSON.parse(readFileSync(join(here, "../golden/tokens.json"), "utf8"))) {
    assert.equal(JSON.stringify(search.words(text).map((w) => [w.names, w.parts])), JSON.stringify(words), text);
  }
});

test("a missing index is an error, not silence", async () => {
  await assert.rejects(page(here).search.query("printer"), /missing/);
});

test("a root of an earlier build is read anew", { skip: !site }, async () => {
  const kept = (url) => {
    const file = fileURLToPath(url);
    if (!existsSync(file)) return null;
    const text = readFileSync(file, "utf8");
    return url.endsWith("root.js") ? text.replace(/"g":"[0-9a-f]{8}"/, '"g":"00000000"') : text;
  };
  const { search, loaded } = page(site, kept);
  await Promise.all([search.query("printer"), search.query("windows")]);
  assert.equal(loaded.filter(([file]) => file.endsWith("root.js")).length, 2);
});

test("no query breaks the search", { skip: !site }, async () => {
  const { search } = page(site);
  const nothing = ["", " ", "(((((", "^$", "\\", "!?", "😀", "\u0000", "\ud800", "\u202e", "x".repeat(10_000)];
  for (const query of nothing) assert.equal((await search.query(query)).total, 0, query);
  const odd = ["<img src=x onerror=alert(1)>", "__proto__", "constructor", "toString", "hasOwnProperty", "[a-z", ".*",
    "a{1,99999}", "how to ".repeat(100_000), "the", "C++", "a b c d e f g h i j k l m n o p q r s t u v w x y z"];
  for (const query of odd) {
    const { total, hits } = await search.query(query);
    assert.ok(total >= hits.length, query);
    for (const hit of hits) {
      assert.equal(typeof hit.title, "string", query);
      for (const [start, end] of hit.marks.title) assert.ok(start < end && end <= hit.title.length, query);
    }
  }
});
