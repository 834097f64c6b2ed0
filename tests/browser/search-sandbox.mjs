// A page without a browser: enough of a document for `static/search.js` to load its index from disk.
import { readFileSync, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../static");
const code = new vm.Script(readFileSync(join(folder, "search.js"), "utf8"), { filename: "search.js" });
const zipped = new Map();
const size = (file, text) => zipped.get(file) || zipped.set(file, gzipSync(text).length).get(file);

/** A page that has loaded nothing yet; `loaded` fills with [file, compressed bytes]. `read` may serve something else. */
export function page(site, read = (url) => (existsSync(fileURLToPath(url)) ? readFileSync(fileURLToPath(url), "utf8") : null)) {
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
          // The second script is ours, whatever the site was built with.
          const own = script.src === rootUrl + "assets/search-more.js";
          const text = own ? readFileSync(join(folder, "search-more.js"), "utf8") : read(script.src);
          if (text === null) return script.onerror();
          if (!own) loaded.push([file, size(file, text)]);
          try { vm.runInContext(text, sandbox, { filename: file }); } catch (error) { /* a damaged file */ }
          script.onload();
        }, 0);
      },
    },
  };
  vm.createContext(sandbox);
  code.runInContext(sandbox);
  // What comes out of the sandbox has prototypes of its own, which a strict comparison would mind.
  const ours = async (promise) => JSON.parse(JSON.stringify(await promise));
  const { query, like, words } = sandbox.GuidepostSearch;
  const search = { words, query: (...args) => ours(query(...args)), like: (...args) => ours(like(...args)) };
  return { search, loaded };
}
