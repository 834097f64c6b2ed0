// What the browser tests share: Chromium, a small static server, pages that are watched.
//
//     GUIDEPOST_SITE   folder of a built site
//     GUIDEPOST_BIN    the program, for tests that build sites of their own
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const site = process.env.GUIDEPOST_SITE && realpathSync(process.env.GUIDEPOST_SITE);
export const program = process.env.GUIDEPOST_BIN && resolve(process.env.GUIDEPOST_BIN);

export const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export function chromiumPath() {
  const folders = (process.env.PATH || "").split(delimiter).concat("/usr/bin", "/usr/local/bin");
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("no Chromium: install one of " + names.join(", "));
  return found;
}

export const launch = () => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });

// ------------------------------------------------------------------ the site's files

/** Every file below a folder, `/` between parts, sorted. */
export function filesOf(folder) {
  const all = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  return all.filter((file) => statSync(file).isFile()).map((file) => relative(folder, file).split(sep).join("/")).sort();
}

export const textOf = (file, folder = site) => readFileSync(join(folder, file), "utf8");
export const pagesOf = (folder = site) => filesOf(folder).filter((file) => file.endsWith(".html"));

/** One page of each kind; `moved` is the page at an old address. */
export function kinds(folder = site) {
  const found = {};
  for (const file of pagesOf(folder)) {
    const html = textOf(file, folder);
    const kind = /<body class="page-([a-z-]+)"/.exec(html)?.[1] ?? (html.includes('http-equiv="refresh"') ? "moved" : "none");
    (found[kind] ??= []).push(file);
  }
  return found;
}

/** The first page whose HTML holds all of these. */
export function pageWith(...parts) {
  const found = pagesOf().find((file) => {
    const html = textOf(file);
    return parts.every((part) => (part instanceof RegExp ? part.test(html) : html.includes(part)));
  });
  if (!found) throw new Error("no page has " + parts.join(" and "));
  return found;
}

// ------------------------------------------------------------------ where it is opened from

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".png": "image/png", ".json": "application/json", ".xml": "application/xml",
};

/** Serves a folder on a free port of this machine, under a path as a shared host would. */
async function serve(folder) {
  const under = "/kb/";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = path.startsWith(under) && resolve(folder, "./" + path.slice(under.length));
    if (!file || !file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const headers = { "content-type": TYPES[extname(file)] || "application/octet-stream" };
    const bytes = readFileSync(file);
    // As hosts do.
    if (!/text|json|xml|svg/.test(headers["content-type"])) return response.writeHead(200, headers).end(bytes);
    response.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(gzipSync(bytes));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${server.address().port}${under}`;
  return { base, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

/** The two ways a reader gets at a site. */
export const WAYS = ["file", "http"];

export async function open(way, folder = site) {
  if (way === "http") return serve(folder);
  return { base: pathToFileURL(folder).href + "/", close: async () => {} };
}

// ------------------------------------------------------------------ watched pages

/** A page that notes what must not happen: console errors, exceptions, requests to elsewhere, failed ones. */
export async function watched(context, base) {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push("console: " + message.text()));
  page.on("pageerror", (error) => faults.push("exception: " + error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) faults.push("request to " + url);
  });
  // A page that is left while a picture loads is no fault.
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") faults.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
  page.on("dialog", (dialog) => { faults.push("dialog: " + dialog.message()); dialog.dismiss(); });
  return { page, faults };
}

/** Opens a page and waits until its script, which comes after the first paint, has done all, or has failed. */
export async function visit(page, address) {
  await page.goto(address);
  await until(() => page.evaluate(() => window.guidepostRuns || !document.querySelector("script[data-after-paint]") || !document.documentElement.classList.contains("js")), "the script of " + address);
  // What it puts off, it puts off by one frame. Where scripts are off no clock runs either.
  await page.evaluate(() => window.guidepostRuns && new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 2000);
  }));
}

/** Waits until a condition in this process holds. */
export async function until(condition, what, limit = 5000) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error("waited in vain for " + what);
    await new Promise((done) => setTimeout(done, 25));
  }
}

// ------------------------------------------------------------------ pictures

/** A picture of one gray, as PNG. */
export async function png(width, height) {
  const { deflateSync, crc32 } = await import("node:zlib");
  const crc = crc32 ?? ((bytes) => {
    let c = ~0;
    for (const byte of bytes) {
      c ^= byte;
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
    return ~c >>> 0;
  });
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(8 + body.length);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), 4 + body.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0;
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** Both halves of a list at the same time: one page keeps one core busy. */
export function inHalves(list, act) {
  return Promise.all([0, 1].map((half) => act(list.filter((_, i) => i % 2 === half))));
}
