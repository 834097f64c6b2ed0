// Measures the search: success@1, success@5 and bytes for each cold query, over a built index and judged queries.
//
//     node tests/browser/search-relevance.mjs <site> <queries.json> [golden.json]
//
// The site needs only `assets/search/`. The engine runs as it is, in a sandbox whose document loads scripts
// from disk. A query is [{query, kind, relevant: [path of the article, ".md"]}].
import { readFileSync, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const [site, queriesFile, goldenFile, verbose] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const code = new vm.Script(readFileSync(join(here, "../../static/search.js"), "utf8"), { filename: "search.js" });
const zipped = new Map();
const size = (file, text) => zipped.get(file) || zipped.set(file, gzipSync(text).length).get(file);

/** A page that has loaded nothing yet. */
export function page(site) {
  const rootUrl = pathToFileURL(site).href + "/";
  const loaded = [];
  class HTMLScriptElement {
    getAttribute() { return null; }
    remove() {}
  }
  const me = Object.assign(new HTMLScriptElement(), { src: rootUrl + "assets/search.js" });
  const sandbox = { HTMLScriptElement, URL, atob, console, setTimeout };
  sandbox.window = sandbox;
  sandbox.document = {
    currentScript: me, baseURI: rootUrl + "index.html", documentElement: { getAttribute: () => null },
    createElement: () => new HTMLScriptElement(),
    head: {
      appendChild(script) {
        setTimeout(() => {
          const file = fileURLToPath(script.src);
          if (!existsSync(file)) return script.onerror();
          const text = readFileSync(file, "utf8");
          loaded.push([file, size(file, text)]);
          try { vm.runInContext(text, sandbox, { filename: file }); } catch (error) { /* a damaged file */ }
          script.onload();
        }, 0);
      },
    },
  };
  vm.createContext(sandbox);
  code.runInContext(sandbox);
  return { search: sandbox.GuidepostSearch, loaded };
}

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
}

if (site) {
  if (goldenFile && goldenFile !== "-") {
    const { search } = page(site);
    let wrong = 0;
    for (const { text, words } of JSON.parse(readFileSync(goldenFile, "utf8"))) {
      const got = JSON.stringify(search.words(text).map((w) => [w.names, w.parts]));
      if (got !== JSON.stringify(words)) { wrong++; console.log("DIFFERS", text, "\n  rust", JSON.stringify(words), "\n  js  ", got); }
    }
    console.log("golden vectors that differ:", wrong);
  }
  const queries = JSON.parse(readFileSync(queriesFile, "utf8"));
  let at1 = 0, at5 = 0, mrr = 0;
  const bytes = [], titleBytes = [], files = [], warm = [];
  for (const { query, kind, relevant } of queries) {
    const cold = page(site);
    await cold.search.query(query, { snippets: false });
    titleBytes.push(cold.loaded.reduce((sum, [, n]) => sum + n, 0));
    const result = await cold.search.query(query, {});
    bytes.push(cold.loaded.reduce((sum, [, n]) => sum + n, 0));
    files.push(cold.loaded.length);
    const start = performance.now();
    await cold.search.query(query, {});
    warm.push(performance.now() - start);
    const good = new Set(relevant.map((path) => path.replace(/\.md$/, ".html")));
    const rank = result.hits.findIndex((hit) => good.has(decodeURIComponent(hit.url.split("#")[0])));
    if (rank === 0) at1++;
    if (rank >= 0 && rank < 5) at5++;
    if (rank >= 0) mrr += 1 / (rank + 1);
    if (verbose || rank !== 0) {
      console.log(`${rank < 0 ? "-" : rank + 1} [${kind}] ${query} (${result.total})`);
      for (const hit of result.hits.slice(0, 3)) console.log("     ", hit.title, "|", hit.best.kind, hit.best.heading, "|", hit.best.snippet.slice(0, 70));
    }
  }
  const n = queries.length;
  const of = (v) => `median ${percentile(v, 0.5).toFixed(1)} p95 ${percentile(v, 0.95).toFixed(1)} max ${Math.max(...v).toFixed(1)}`;
  console.log(`success@1 ${(at1 / n).toFixed(3)}  success@5 ${(at5 / n).toFixed(3)}  MRR ${(mrr / n).toFixed(3)}`);
  console.log("gzip KB a cold query, titles:", of(titleBytes.map((b) => b / 1024)), " with snippets:", of(bytes.map((b) => b / 1024)));
  console.log("files:", of(files), " warm ms:", of(warm));
}
