// Measures the search: success@1, success@5 and bytes for each cold query, over a built index and judged queries.
//
//     node tests/browser/search-relevance.mjs <site> <queries.json>
//
// The site needs only `assets/search/`. The engine runs as it is, in a sandbox whose document loads scripts
// from disk. A query is [{query, kind, relevant: [path of the article, ".md"]}].
import { readFileSync } from "node:fs";
import { page } from "./search-sandbox.mjs";

const [site, queriesFile, verbose] = process.argv.slice(2);

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
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
