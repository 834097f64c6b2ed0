// The query engine of guidepost: reads the index that the build wrote and answers queries.
//
// The index lies in classic scripts that call `guidepostSearch(name, json)`, because that is the one way of
// getting data into a page that works from a disk and from a server, in every browser, under `script-src
// 'self'`. Scripts are loaded when a query needs them. Nothing here uses fetch, modules, workers, storage,
// eval or innerHTML, and nothing touches the page.
//
// The formats are described in src/output/search/wire/, the rules for words in src/output/search/token.rs.
// tests/golden/tokens.json holds the vectors that `words` below must reproduce.
//
// What a list of titles mostly does without (places and texts, filters, quoted words, guesses) lies in search-more.js, which is loaded like a
// file of the index.
//
//     GuidepostSearch.query("win + i", {limit: 10}).then(({total, hits}) => …)
(function () {
  "use strict";

  const FORMAT = 4;
  const MAX_QUERY = 256;
  const MAX_CHARS = 80;
  const TOP_IMPACT = 63;
  /** No word of a body alone weighs more, as in src/output/search/weigh.rs. */
  const IN_TITLE = 18 / 63;

  // Own, because an element of an article may be called so.
  if (Object.prototype.hasOwnProperty.call(window, "GuidepostSearch")) return;

  // ------------------------------------------------------------------ where the site lies

  const me = document.currentScript;
  const html = document.documentElement;
  // An element of an article may be called "currentScript", so the type is checked.
  const mine = me instanceof HTMLScriptElement ? me : null;
  const stated = (mine && mine.getAttribute("data-search-root")) || html.getAttribute("data-search-root");
  const root = stated !== null && stated !== undefined
    ? new URL(stated || ".", document.baseURI).href.replace(/[^/]*$/, "")
    : new URL("../", mine ? mine.src : document.baseURI).href;
  const folder = root + "assets/search/";
  const extra = root + "assets/search-more.js";

  // ------------------------------------------------------------------ loading

  const policy = window.trustedTypes && window.trustedTypes.createPolicy
    ? window.trustedTypes.createPolicy("guidepost", {
        createScriptURL(url) {
          if (url.startsWith(folder) || url === extra) return url;
          throw new TypeError("not a file of the search index: " + url);
        },
      })
    : null;

  const loads = new Map();

  /** The decoded payload of a file of the index; a failed load may be tried again. */
  function load(name, suffix, decode, url = folder + name + suffix) {
    let entry = loads.get(name);
    if (!entry) {
      entry = { decode };
      entry.promise = new Promise((resolve, reject) => {
        entry.resolve = resolve;
        entry.reject = (why) => {
          if (entry.value) return;
          loads.delete(name);
          reject(new Error(why));
        };
      });
      loads.set(name, entry);
      const script = document.createElement("script");
      script.async = true;
      script.onerror = () => entry.reject("a file of the search index is missing: " + url);
      // A file that was cut off loads but never calls; after the callback this does nothing.
      script.onload = () => { script.remove(); entry.reject("a file of the search index is damaged: " + url); };
      script.src = policy ? policy.createScriptURL(url) : url;
      document.head.appendChild(script);
    }
    return entry.promise;
  }

  Object.defineProperty(window, "guidepostSearch", {
    value(name, json) {
      const entry = loads.get(name);
      if (!entry || entry.value) return;
      try {
        entry.value = entry.decode(typeof json === "string" ? JSON.parse(json) : json);
        entry.resolve(entry.value);
      } catch (error) {
        entry.reject(String(error && error.message));
      }
    },
  });

  // ------------------------------------------------------------------ decoding

  function bytesOf(base64) {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function reader(bytes, at) {
    return {
      byte: () => bytes[at++],
      varint() {
        let n = 0, shift = 0, byte;
        do {
          if (at >= bytes.length) throw new RangeError("index cut off");
          byte = bytes[at++];
          n |= (byte & 127) << shift;
          shift += 7;
        } while (byte > 127);
        return n >>> 0;
      },
      at: () => at,
    };
  }

  function unfront(text) {
    const words = [];
    let before = "";
    for (const item of text ? text.split(" ") : []) {
      before = before.slice(0, item.charCodeAt(0) - 48) + item.slice(1);
      words.push(before);
    }
    return words;
  }

  /** Where each of some neighbors begins, and the last ends, from their lengths. */
  function starts(lengths) {
    const all = [0];
    lengths.forEach((length, i) => all.push(all[i] + length));
    return all;
  }

  function decodeRoot(r) {
    if (r.v !== FORMAT) throw new Error("the search index is of another version; reload the page");
    const bits = bytesOf(r.b);
    const groupOf = new Uint32Array(r.n);
    const heads = [];
    let groups = 0;
    for (let doc = 0; doc < r.n; doc++) {
      if (bits[doc >> 3] >> (doc & 7) & 1 || doc === 0) heads[groups++] = doc;
      groupOf[doc] = groups - 1;
    }
    return {
      suffix: "." + r.g + ".js", docs: r.n, groups, groupOf, heads, separators: unfront(r.w),
      firstList: starts(r.l), perRecord: r.r,
      stop: new Set(r.s.split(" ")), same: r.y, common: unfront(r.c), commonLists: r.d,
      letters: Array.from(r.e), facets: r.f,
    };
  }

  function decodeTerms(t, first, lists) {
    const words = unfront(t.w);
    const bytes = bytesOf(t.p);
    const read = reader(bytes, 0);
    let before = first;
    const listOf = words.map(() => {
      const n = read.varint();
      return (before += n >>> 1 ^ -(n & 1));
    });
    const df = [], length = [], offset = [], cache = [];
    for (let i = 0; i < lists; i++) {
      df.push(read.varint());
      length.push(read.varint());
    }
    let at = read.at();
    for (let i = 0; i < lists; i++) {
      offset.push(at);
      at += length[i];
    }
    if (at > bytes.length) throw new RangeError("index cut off");
    const list = (i) => cache[i] || (cache[i] = decodeList(bytes, offset[i], offset[i] + length[i], true));
    return { words, listOf, first, df, list };
  }

  function decodeList(bytes, start, end, placed) {
    const read = reader(bytes, start);
    const docs = [], impacts = [], places = [];
    while (read.at() < end) {
      const impact = read.byte() / TOP_IMPACT;
      const count = read.varint();
      for (let i = 0, doc = 0; i < count; i++) {
        docs.push((doc += read.varint()));
        impacts.push(impact);
      }
      for (let i = 0; i < count; i++) places.push(placed ? read.varint() : 0);
    }
    return { docs, impacts, places };
  }

  /** Position of the last of `starts` that is not after `x`. */
  function covering(starts, x) {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (starts[middle] <= x) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // ------------------------------------------------------------------ words: as src/output/search/token.rs

  const SPACELESS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
    "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{2ffff}";
  const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  const WORD = new RegExp("(?:(?=[S])L)+|(?:(?![S])L)+".replace(/S/g, SPACELESS).replace(/L/g, LETTER), "gu");
  const IS_SPACELESS = new RegExp("^[" + SPACELESS + "]", "u");
  const STARTS_WORD = new RegExp("^" + LETTER, "u");
  const LETTERS = new Map([["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["ø", "o"], ["ł", "l"], ["đ", "d"], ["ı", "i"], ["⊞", "win "]]);

  const HELD = "win ctrl alt altgr shift fn".split(" ");
  const SPELLINGS = new Map(("windows win winkey win super win control ctrl escape esc delete del return enter insert ins spacebar space " +
    "printscreen prtsc prtscn prtsc prtscr prtsc pgup pageup pgdn pagedown pgdown pagedown plus + minus - period . dot . comma , semicolon ; " +
    "windowstaste win strg ctrl umschalt shift entf del einfg ins eingabe enter leertaste space komma , maj shift suppr del echap esc " +
    "mayus shift supr del maiusc shift canc del invio enter").match(/\S+ \S+/g).map((pair) => pair.split(" ")));
  const NAMED = "esc del enter tab space prtsc home pause left right up down".split(" ");
  const LOGO = ["logo", "flag", "log", "icon", "button"], KEY = ["key", "keys", "taste"], SAID = LOGO.concat(KEY);
  const SIGNS = "[.,;:/\\\\=+[\\]#?*<>-]";
  const SIGN = new RegExp("^\\s*\\+\\s*(" + SIGNS + ")");
  const keyName = (text) => SPELLINGS.get(text) || text;
  const isHeld = (text) => HELD.includes(keyName(text));
  const isKey = (text) => /^(?:[a-z0-9]|f[0-9]{1,2})$/.test(text) || NAMED.includes(keyName(text)) || isHeld(text);

  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
      .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010\u2011\u2212]/g, "-")
      .replace(/[ßæœøłđı⊞]/g, (c) => LETTERS.get(c))
      .normalize("NFC");
  }

  const characters = (text) => Array.from(text).length;

  function words(text) {
    const folded = fold(text);
    const atoms = [];
    let end = 0;
    for (const match of folded.matchAll(WORD)) {
      const { 0: text, index: start } = match;
      const gap = folded.slice(end, start);
      if (atoms.length) atoms[atoms.length - 1].after = gap;
      end = start + text.length;
      atoms.push({ text, gap, after: folded.slice(end), start, cjk: IS_SPACELESS.test(text) });
    }
    const found = [];
    const push = (names, parts, chord = false) => {
      const fits = (s) => s !== "" && (s.length <= MAX_CHARS || characters(s) <= MAX_CHARS);
      names = names.filter(fits);
      parts = parts.filter(fits);
      if (names.length || parts.length) found.push({ names, parts, chord });
    };
    for (let i = 0; i < atoms.length;) {
      const keys = chord(atoms, i);
      if (keys) {
        const long = atoms.slice(i, keys.end).map((a) => a.text).filter((t) => t.length > 1 || t > "\x7f");
        push([keys.name], long, true);
        i = keys.end;
      } else if (atoms[i].cjk) {
        const all = Array.from(atoms[i++].text);
        if (all.length < 3) push([all.join("")], []);
        else push([], all.slice(1).map((c, n) => all[n] + c));
      } else {
        let end = i + 1;
        while (end < atoms.length && !atoms[end].cjk && joins(atoms[end])) end++;
        push(...run(folded, atoms.slice(i, end)));
        i = end;
      }
    }
    return found;
  }

  function joins(atom) {
    if (atom.gap === ".") return characters(atom.text) <= 5 || /^[0-9]+$/.test(atom.text);
    return atom.gap === "-" || atom.gap === "_" || atom.gap === "'";
  }

  function run(folded, atoms) {
    const parts = [];
    let whole = "", onlyHyphens = true;
    atoms.forEach((atom, i) => {
      if (i > 0 && atom.gap === "'") {
        if (atom.text !== "s") {
          whole += atom.text;
          parts[parts.length - 1] += atom.text;
        }
        return;
      }
      if (i > 0) {
        onlyHyphens = onlyHyphens && atom.gap === "-";
        whole += atom.gap;
      }
      whole += atom.text;
      parts.push(atom.text);
    });
    if (parts.length === 1) return single(folded, atoms, whole);
    const codes = [].concat(...parts.map(code));
    if (onlyHyphens) return [parts.length < 5 ? [parts.join("")] : [], codes];
    return [[whole], codes];
  }

  function single(folded, atoms, word) {
    const last = atoms[atoms.length - 1];
    const before = folded.slice(0, atoms[0].start);
    const after = folded.slice(last.start + last.text.length);
    const closes = (s) => !STARTS_WORD.test(s);
    const sign = /(?:^|[\s(["'])([/.])$/.exec(before);
    if (sign && sign[1] === "/" && after[0] !== "/") return [["/" + word], [word]];
    if (sign && sign[1] === ".") return [["." + word], [word]];
    if (after.startsWith("++") && closes(after.slice(2))) return [[word + "++"], [word]];
    if (/^[a-z0-9]$/.test(word) && after[0] === "#" && closes(after.slice(1))) return [[word + "#"], [word]];
    return [code(word), []];
  }

  function code(word) {
    const hex = /^0x([0-9a-f]{3,})$/.exec(word);
    if (hex) {
      const short = hex[1].replace(/^0+/, "");
      return short.length > 1 && short.length < hex[1].length ? [word, hex[1], "0x" + short] : [word, hex[1]];
    }
    const update = /^kb([0-9]{5,})$/.exec(word);
    return update ? [word, update[1]] : [word];
  }

  function chord(atoms, start) {
    if (!isHeld(atoms[start].text)) return null;
    const isSpace = (gap) => gap !== "" && gap.trim() === "";
    const says = (at, among) => at < atoms.length && isSpace(atoms[at].gap) && among.includes(atoms[at].text);
    const keys = [];
    let at = start;
    for (;;) {
      const written = atoms[at++].text;
      const key = keyName(written);
      keys.push(key);
      while (key === "win" && says(at, LOGO)) at++;
      const joined = at < atoms.length && atoms[at].gap === "-" && atoms[at].text === "taste";
      const apart = joined || says(at, KEY);
      const saidKey = apart || written === "windowstaste";
      if (apart) at++;
      if (!HELD.includes(key)) break;
      const { after } = atoms[at - 1], next = atoms[at], sign = SIGN.exec(after);
      if (sign && (!next || sign[0] !== after)) {
        keys.push(sign[1]);
        break;
      }
      if (!next) break;
      if (next.gap.trim() === "+" || (next.gap === "-" && !saidKey && written === key)) {
        if (next.cjk || characters(next.text) > 12) break;
      } else {
        const then = atoms[at + 1];
        if (!saidKey || !says(at, ["and", "und"]) || !then || !isSpace(then.gap) || !isKey(then.text)) break;
        at++;
      }
    }
    if (keys.length < 2) return null;
    const held = HELD.filter((key) => keys.includes(key));
    return { name: held.concat(keys.filter((key) => !HELD.includes(key))).join("+"), end: at };
  }

  // ------------------------------------------------------------------ the dictionary

  let index = null;
  /** Shards of the dictionary that are there, by number. */
  const shards = new Map();

  function terms(n) {
    const first = index.firstList[n];
    return load("t" + n, index.suffix, (t) => {
      const shard = decodeTerms(t, first, index.firstList[n + 1] - first);
      shards.set(n, shard);
      return shard;
    });
  }

  const shardOfWord = (word) => covering(index.separators, word) + 1;
  const shardOfList = (list) => covering(index.firstList, list);

  function lowerBound(sorted, x) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (sorted[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of the list of a written word, or -1; only in shards that are there. */
  function lookUp(word) {
    const shard = shards.get(shardOfWord(word));
    if (!shard) return -1;
    const at = lowerBound(shard.words, word);
    return shard.words[at] === word ? shard.listOf[at] : -1;
  }

  const shardWith = (list) => shards.get(shardOfList(list));
  const postingsOf = (list) => shardWith(list).list(list - shardWith(list).first);
  const frequency = (list) => shardWith(list).df[list - shardWith(list).first];
  /** Adds what lies beyond the best guides of a list. */
  async function loadTail(list) {
    const known = postingsOf(list);
    if (known.docs.length >= frequency(list)) return;
    const tail = await load("u" + list, index.suffix, (base64) => {
      const bytes = bytesOf(base64);
      return decodeList(bytes, 0, bytes.length, false);
    });
    if (known.docs.length < frequency(list)) for (const column in known) known[column].push(...tail[column]);
  }

  const rarity = (df) => Math.log(1 + (index.docs - df + 0.5) / (df + 0.5));

  // ------------------------------------------------------------------ the query

  const MAX_WORDS = 12;
  const MAX_BEGINNINGS = 16;
  /** Share of a query that a guide should have before more is loaded to find a better one. */
  const ENOUGH = 0.8;
  /** Guides that the first tier of a list has at most, as in src/output/search/postings.rs. */
  const FIRST_TIER = 1000;
  /** Fewer results than this are few. */
  const FEW = 5;
  /** How surely a word of the same meaning is what was meant. */
  const SAME = 0.5;
  /** A word that more guides have finds enough without words of the same meaning, if any guide has all words. */
  const RARE = 50;

  const QUOTED = /["\u201c\u201d\u201e\u201f\u00ab\u00bb]([^"\u201c-\u201f\u00ab\u00bb]+)["\u201c\u201d\u201f\u00ab\u00bb]/g;

  /** The words of a query, those that say something marked `kept`; of the last one only the beginning may be typed. */
  function ask(text) {
    const all = words(text).map((w) => ({
      names: w.names, kept: false, beginning: undefined,
      // What is left of a chord without one of its keys says nothing of it.
      parts: w.chord ? [] : w.parts, chord: w.chord,
      /** Lists of the word itself. */
      own: [],
      /** List -> how surely it is what was meant. */
      lists: new Map(),
      /** Lists that only together are what was meant. */
      alternatives: [],
      together: false, weight: 0,
      /** Words that it may have been meant for, as no guide has it. */
      guesses: [],
      /** Whether a part of it, or all, is in no guide. */
      missing: false,
    }));
    const says = (w) => w.parts.length > 0 || !index.stop.has(w.names[0]);
    let kept = all.filter(says);
    if (kept.length === 0) kept = all.slice();
    const last = kept[kept.length - 1];
    const open = last && last === all[all.length - 1] && /[^\s"\u201c-\u201f\u00ab\u00bb]$/.test(text) ? last.names[0] : undefined;
    const seen = new Set();
    kept = kept.filter((w) => {
      const key = w.names.concat(w.parts).join(" ");
      return !seen.has(key) && seen.add(key);
    });
    if (open !== undefined) kept = kept.filter((w) => w.names[0] !== open || w === last);
    kept.slice(0, MAX_WORDS).forEach((w) => { w.kept = true; });
    if (open !== undefined) last.beginning = open;
    return all;
  }

  const loadTerms = (numbers) => Promise.all(Array.from(new Set(numbers), terms));
  const listsOf = (w) => Array.from(w.lists.keys()).concat(...w.alternatives);
  const loadLists = (asked) => loadTerms([].concat(...asked.map((w) => listsOf(w).map(shardOfList))));

  const add = (w, lists, factor) => lists.forEach((list) => { if (!w.lists.has(list)) w.lists.set(list, factor); });

  /** Finds the lists of the words asked for, and loads what they need. */
  async function resolve(all, exact) {
    const asked = all.filter((w) => w.kept);
    // The words that begin alike may go on in the next shard; those beyond are left out.
    const near = (w) => {
      if (w.beginning === undefined) return [];
      const n = shardOfWord(w.beginning);
      return [n, Math.min(n + 1, shardOfWord(w.beginning + "\uffff"))];
    };
    const find = (forms) => forms.map(lookUp).filter((list) => list >= 0);
    await loadTerms([].concat(...asked.map((w) => w.names.map(shardOfWord).concat(near(w)))));
    asked.forEach((w) => add(w, w.own = find(w.names), 1));
    asked.forEach(complete);
    const split = asked.filter((w) => w.lists.size === 0 && w.parts.length > 0);
    await loadTerms([].concat(...split.map((w) => w.parts.map(shardOfWord))));
    for (const w of split) {
      w.together = true;
      const says = w.parts.filter((part) => !index.stop.has(part));
      const parts = says.length ? says : w.parts, there = parts.filter((part) => lookUp(part) >= 0);
      // Of "gpedit.msc" only "gpedit" says what it is, and what is left of a name without its longest part is another.
      const [name] = w.names, long = parts.reduce((a, b) => (b.length > a.length ? b : a)), named = /[._]/.test(name);
      w.missing = named || there.length < parts.length;
      if (!named || there.includes(long)) add(w, find(/\./.test(name) ? [long] : there), 0.9);
    }
    // "/flushdns" is "flushdns" where somebody left the sign out.
    const bare = asked.filter((w) => !w.together && w.parts.length === 1 && w.parts[0].length > 3);
    await loadTerms([].concat(...bare.map((w) => w.parts.map(shardOfWord))));
    bare.forEach((w) => add(w, find(w.parts), 0.6));
    // "blue tooth": where the dictionary at hand knows it as one word.
    all.forEach((w, i) => {
      const next = all[i + 1];
      if (!w.kept || !next || !next.kept || w.parts.length + next.parts.length > 0) return;
      const joined = find([w.names[0] + next.names[0]]);
      add(w, joined, 0.8);
      add(next, joined, 0.8);
    });
    // Numbers, codes and names are never guessed at.
    const odd = exact ? [] : asked.filter((w) => !w.lists.size && !w.parts.length && /^\p{Alphabetic}{4,}$/u.test(w.names[0]));
    if (odd.length) await Promise.all(odd.map((await more()).spell));
    await loadLists(asked);
    widen(all, (list) => frequency(list) <= RARE);
    await loadLists(asked);
    return asked.filter((w) => w.lists.size + w.alternatives.length > 0 || !(w.missing = true));
  }

  function weigh(asked) {
    for (const w of asked) {
      const each = Array.from(w.lists, ([list, factor]) => ({ df: frequency(list), factor }));
      w.alternatives.forEach((lists) => each.push({ df: Math.min(...lists.map(frequency)), factor: SAME }));
      const sure = each.some((e) => e.factor === 1) ? each.filter((e) => e.factor === 1) : each;
      if (w.together) w.weight = sure.reduce((sum, e) => sum + rarity(e.df), 0);
      else w.weight = rarity(Math.min(index.docs, sure.reduce((sum, e) => sum + e.df, 0)));
    }
  }

  /** Adds the words that mean the same, to names with a word whose lists are all `wanted`. */
  function widen(all, wanted) {
    const is = (w, part) => (typeof part === "number" ? w.own.includes(part)
      : w.names.some((name) => name === part || name === part + "s"));
    for (const group of index.same) {
      const oneWay = group.includes(null);
      group.forEach((name, at) => {
        if (name === null || (oneWay && at > 0)) return;
        for (let start = 0; start + name.length <= all.length; start++) {
          const span = all.slice(start, start + name.length);
          if (!span.every((w, i) => is(w, name[i])) || !span.some((w) => w.kept && w.own.every(wanted))) continue;
          for (const other of group) {
            if (other === name || other === null) continue;
            const lists = other.filter((part) => typeof part === "number");
            if (!lists.length || other.some((part) => typeof part === "string" && !index.stop.has(part))) continue;
            for (const w of span) {
              if (!w.kept) continue;
              if (lists.length > 1) w.alternatives.push(lists);
              else if (!w.lists.has(lists[0])) w.lists.set(lists[0], SAME);
            }
          }
        }
      });
    }
  }

  /** Where the words that begin so are in sorted words. */
  function starting(sorted, beginning) {
    const found = [];
    for (let at = lowerBound(sorted, beginning); at < sorted.length && sorted[at].startsWith(beginning); at++) found.push(at);
    return found;
  }

  /** Adds the words that begin as the one being typed: the most used of those at hand. */
  function complete(w) {
    const beginning = w.beginning;
    if (beginning === undefined) return;
    const found = new Map();
    const offer = (word, list, df) => {
      if (!w.lists.has(list) && !found.has(list)) found.set(list, { df, missing: word.length - beginning.length });
    };
    if (characters(beginning) > 2 || w.lists.size === 0) {
      for (const shard of [shards.get(shardOfWord(beginning)), shards.get(shardOfWord(beginning) + 1)]) {
        if (!shard) continue;
        for (const at of starting(shard.words, beginning)) {
          const own = shard.listOf[at] - shard.first;
          offer(shard.words[at], shard.listOf[at], own >= 0 && own < shard.df.length ? shard.df[own] : 1);
        }
      }
    }
    for (const at of starting(index.common, beginning).slice(0, 3)) {
      offer(index.common[at], index.commonLists[at], index.docs);
    }
    const best = Array.from(found).sort((a, b) => b[1].df - a[1].df || a[0] - b[0]).slice(0, MAX_BEGINNINGS);
    const known = w.lists.size > 0;
    best.forEach(([list, { missing }]) => w.lists.set(list, (known ? 0.5 : 0.9) / (1 + 0.03 * missing)));
  }

  /** Scores every guide that has some of the words. Copies count as one guide. */
  function rate(asked) {
    weigh(asked);
    const { groups, groupOf, docs } = index;
    const score = new Float32Array(groups), cover = new Float32Array(groups), own = new Float32Array(docs);
    const value = new Float32Array(groups), share = new Float32Array(groups);
    const found = new Set();
    let whole = 0, most = 0;
    for (const w of asked) {
      const touched = new Set();
      const offer = (group, v, part) => {
        touched.add(group);
        if (v > value[group]) value[group] = v;
        if (part > share[group]) share[group] = part;
      };
      for (const [list, factor] of w.lists) {
        const { docs, impacts } = postingsOf(list);
        // Of a command and its switch the switch says what is to be done.
        const rare = rarity(frequency(list)) * (w.names.length && w.names[0][0] === "/" ? 2 : 1);
        const part = w.together ? factor * rare / (w.weight || 1) : factor;
        const before = w.together ? { value: value.slice(), share: share.slice() } : null;
        for (let i = 0; i < docs.length; i++) {
          const group = groupOf[docs[i]];
          const v = factor * rare * impacts[i];
          own[docs[i]] += v;
          offer(group, (before ? before.value[group] : 0) + v, (before ? before.share[group] : 0) + part);
        }
      }
      for (const lists of w.alternatives) {
        const guessed = w.guesses.length > 0, factor = guessed ? 0.9 : SAME;
        for (const [group, { sum, place, titled }] of inAll(lists)) {
          // Words that stand anywhere in a guide, each by itself, mean nothing together.
          if (guessed || titled || place >= 0) offer(group, factor * sum / lists.length, factor);
        }
      }
      for (const group of touched) {
        score[group] += value[group];
        cover[group] += w.weight * Math.min(1, share[group]);
        if (cover[group] > most) most = cover[group];
        value[group] = share[group] = 0;
        found.add(group);
      }
      whole += w.weight;
    }
    return { score, cover, own, found, whole, enough: most >= ENOUGH * whole };
  }

  /** Guides that stand in all of some lists, and what the lists say of each; `place`: the one that all point to, or -1. */
  function inAll(lists) {
    let all = null;
    for (const list of lists) {
      const { docs, impacts, places } = postingsOf(list);
      const here = new Map();
      docs.forEach((doc, i) => {
        const group = index.groupOf[doc], v = rarity(frequency(list)) * impacts[i];
        const before = all ? all.get(group) : { sum: 0, place: places[i], titled: false };
        if (!before || (here.has(group) && here.get(group).v >= v)) return;
        here.set(group, { v, sum: before.sum + v, place: before.place === places[i] ? places[i] : -1, titled: before.titled || impacts[i] > IN_TITLE });
      });
      all = here;
    }
    return all;
  }

  /** The guides worth showing, best first; `allowed`: one number a group, 0 for those filtered out. */
  function rank({ score, cover, found, whole }, allowed) {
    const ranked = [];
    let best = 0;
    for (const group of found) {
      if (allowed && !allowed[group]) continue;
      const covered = whole > 0 ? cover[group] / whole : 1;
      if (covered > best) best = covered;
      ranked.push({ group, covered, score: (score[group] + 1e-6) * covered * covered });
    }
    ranked.sort((a, b) => b.score - a.score || a.group - b.group);
    // Guides that have much less of the query than the best one are noise, unless there is hardly anything else.
    const kept = ranked.filter((r) => r.covered >= 0.5 * best);
    const next = kept.length < FEW ? ranked.filter((r) => r.covered >= 0.25 * best && r.covered < 0.5 * best) : [];
    return kept.concat(next.slice(0, FEW - kept.length));
  }

  // ------------------------------------------------------------------ what is shown

  function records(doc) {
    const at = doc % index.perRecord;
    return load("r" + (doc - at) / index.perRecord, index.suffix, (r) => r).then((r) => ({
      title: r.t[at], url: r.u[at].split("/").map(encodeURIComponent).join("/"), category: r.k[r.c[at]],
      platforms: r.p[at].map((p) => r.l[p]), lang: r.g ? r.m[r.g[at]] : "", until: r.d ? r.d[at] : 0, back: r.x[at], ofOriginal: r.o ? r.o[at] : 0,
    }));
  }

  /** Which word of the query a written form stands for, or -1. */
  function matcher(asked) {
    const ofForm = new Map(), ofList = new Map();
    const first = (map, key, at) => map.has(key) || map.set(key, at);
    asked.forEach((w, at) => {
      w.names.concat(w.parts).forEach((form) => first(ofForm, form, at));
      listsOf(w).forEach((list) => first(ofList, list, at));
    });
    const open = asked.findIndex((w) => w.beginning !== undefined);
    return (form) => {
      let at = ofForm.get(form);
      if (at === undefined) {
        at = ofList.get(lookUp(form));
        if (at === undefined) at = open >= 0 && form.startsWith(asked[open].beginning) ? open : -1;
        ofForm.set(form, at);
      }
      return at;
    };
  }

  /** How much more a title says than its words one by one: all of them, in order, nothing else. */
  function titleBonus(title, asked, match) {
    const position = (w) => w.names.concat(w.parts).reduce((at, form) => (at >= 0 ? at : match(form)), -1);
    const positions = words(title).map(position);
    const has = new Set(positions.filter((at) => at >= 0));
    let pairs = 0;
    for (let i = 1; i < positions.length; i++) if (positions[i] > 0 && positions[i] === positions[i - 1] + 1) pairs++;
    const most = Math.max(1, asked.length - 1);
    const says = words(title).filter((w) => w.parts.length > 0 || !index.stop.has(w.names[0])).length;
    const all = has.size === asked.length;
    return { all, bonus: 0.2 * Math.min(1, pairs / most) + (all ? 0.25 : 0) + (all && says <= asked.length ? 0.4 : 0) };
  }

  /** A guide that somebody vouches for goes before its equals, one that is overdue for a review behind them. */
  function trust(until) {
    if (!until) return 1;
    return Math.abs(until) * 864e5 < Date.now() ? 0.98 : until > 0 ? 1.02 : 1;
  }

  // A chord with its words between is one run, like one with "+" alone.
  const RUN = new RegExp(("win(?:dows)?\\s+(?:logo\\s+|flag\\s+)?key\\s*(?:\\+|and)\\s*[a-z0-9](?!L)|/?L+(?:(?:[._'\\u2018\\u2019\\u2010\\u2011-]|\\s*\\+\\s*)L+)*(?:\\s*\\+\\s*" + SIGNS + "(?!L)|#)?").replace(/L/g, LETTER), "giu");

  /** The stretches of a text that the query is about, as [start, end, which word]. */
  function marker(match) {
    const known = new Map();
    const whichOf = (run) => {
      let at = known.get(run);
      if (at === undefined) {
        at = -1;
        // Most runs are plain words; `words` would say the same, slowly.
        if (/^[a-z]+$/i.test(run)) at = match(run.toLowerCase());
        else for (const w of words(run)) for (const form of w.names.concat(w.parts)) if (at < 0) at = match(form);
        known.set(run, at);
      }
      return at;
    };
    return (text) => {
      const found = [];
      for (const { 0: run, index: start } of text.matchAll(RUN)) {
        if (!IS_SPACELESS.test(run)) {
          const at = whichOf(run);
          if (at >= 0) found.push([start, start + run.length, at]);
          continue;
        }
        for (let i = start; i + 1 < start + run.length; i++) {
          const at = match(fold(text.slice(i, i + 2)));
          if (at < 0) continue;
          const before = found[found.length - 1];
          if (before && before[1] >= i) before[1] = i + 2;
          else found.push([i, i + 2, at]);
        }
      }
      return found;
    };
  }

  let renewal = null;

  async function renew() {
    loads.clear();
    shards.clear();
    index = null;
    index = await load("root", ".js?" + Date.now(), decodeRoot);
  }

  /**
   * Answers a query. `limit`: hits wanted, 10 if not said. `snippets: false`: titles only, at half of the cost; a hit's
   * `place()` then finds where in the guide the answer stands, when the reader gets to see it.
   * `exact`: unknown words are not guessed at. `filters`: {platform: [name, …], category: […], tag: […]}, any of a
   * kind and all kinds. `facets`: also count what could be filtered by. Rejects when a file cannot be read.
   */
  async function query(text, options) {
    try {
      return await answer(text, options || {});
    } catch (error) {
      if (!index && !renewal) throw error;
      // The browser may have kept a root that names files of an earlier build: once, it is asked for anew.
      await (renewal = renewal || renew());
      return answer(text, options || {});
    }
  }

  const more = () => load("more", "", (make) => make({
    load, bytesOf, reader, unfront, covering, fold, records, rank, postingsOf, loadTerms, shardOfWord, lookUp,
    words, RUN, isHeld, isKey, SAID, shardOfList, frequency, add,
    stateOf: () => index,
    /** Sorted words of the shard that has a word, if it is there. */
    wordsBy: (word) => (shards.get(shardOfWord(word)) || { words: [] }).words, lowerBound,
    isLetter: (c) => STARTS_WORD.test(c), isSpaceless: (c) => IS_SPACELESS.test(c),
  }), extra);

  async function answer(text, { limit = 10, snippets: wanted = true, exact = false, filters = null, facets = false }) {
    if (!index) index = await load("root", ".js", decodeRoot);
    const filterable = index.facets.some((shards) => shards.length > 0);
    const result = { total: 0, hits: [], near: [], corrected: "", rest: "", missing: [], unquoted: false, open: false, filterable, facets: [] };
    const typed = String(text).slice(0, MAX_QUERY);
    if (index.docs === 0 || index.firstList.length < 2) return result;
    let all = ask(typed);
    const names = all.map((w) => w.names[0]);
    if (names.some((name, i) => isHeld(name) && (isKey(names[i + 1]) || SAID.includes(names[i + 1])))) all = ask(await (await more()).chorded(typed));
    const asked = await resolve(all, exact);
    if (asked.length === 0) {
      const unknown = all.filter((w) => w.kept);
      if (unknown.length > 0) result.near = await (await more()).near(unknown);
      return result;
    }

    const quoted = Array.from(typed.matchAll(QUOTED), (m) => m[1]);
    const filtered = filters !== null && Object.keys(filters).some((kind) => filters[kind].length > 0);
    const extras = filtered || facets || quoted.length > 0 ? await more() : null;
    let rated = rate(asked);
    // Filters and their counts look at all guides.
    const everything = filtered || facets;
    if (!rated.enough) {
      // No guide has most of it: words of the same meaning, and words in guides that are not their best.
      // After guesses there are words enough.
      if (!asked.some((w) => w.guesses.length)) widen(all, () => true);
      await loadLists(asked);
    }
    if (everything || !rated.enough) {
      const long = [].concat(...asked.map((w) => w.own)).filter((list) => frequency(list) > FIRST_TIER);
      // Where every fifth guide has a word, it says little.
      const telling = long.filter((list) => frequency(list) * 5 < index.docs).slice(0, asked.length > 1 ? 2 : 0);
      await Promise.all((everything ? long : telling).map(loadTail));
      rated = rate(asked);
    }

    const allowed = filtered ? await extras.allow(filters) : null;
    let kept = rank(rated, allowed && allowed.groups);
    let says = () => false;
    if (quoted.length > 0) {
      const verified = await extras.saying(quoted, kept, limit);
      if (verified.kept.length > 0) [kept, says, result.open] = [verified.kept, verified.says, verified.open];
      else result.unquoted = verified.asked;
    }
    if (facets) result.facets = await extras.count(rated, filters || {});
    result.total = kept.length;
    const strange = all.filter((w) => w.kept && (w.missing || w.guesses.length));
    if (strange.length) Object.assign(result, (await more()).told(typed, strange, kept[0]));

    const { own } = rated;
    const match = matcher(asked);
    const top = kept.slice(0, limit);
    await Promise.all(top.map(async (r) => {
      const docs = docsOf(r.group).filter((doc) => !allowed || allowed.docs[doc]);
      // The copy whose title says most; among equals the first.
      r.doc = docs.reduce((best, doc) => (own[doc] > own[best] ? doc : best), docs[0]);
      r.like = docs.filter((doc) => doc !== r.doc);
      r.record = await records(r.doc);
      r.title = titleBonus(r.record.title, asked, match);
      r.score *= (1 + r.title.bonus) * trust(r.record.until);
    }));
    // Ten by ten, so that what is shown already stays where it is when more is asked for.
    top.forEach((r, i) => { r.page = Math.floor(i / 10); });
    top.sort((a, b) => a.page - b.page || b.score - a.score || a.group - b.group);
    const marks = marker(match);
    result.hits = top.map(({ doc, like, record, title }) => {
      const best = { kind: "page", anchor: "", heading: "", snippet: "" };
      const hit = {
        title: record.title, url: record.url, lang: record.lang, category: record.category, platforms: record.platforms, best, like,
        marks: { title: marks(record.title), heading: [], snippet: [] },
        /** Finds the place in the guide that answers, and says so in the hit. */
        async place() {
          const { placeIn } = await more();
          hit.best = await placeIn(doc, asked, title.all, marks, says);
          hit.url = record.url + (hit.best.anchor ? "#" + encodeURIComponent(hit.best.anchor) : "");
          hit.marks.heading = marks(hit.best.heading);
          hit.marks.snippet = marks(hit.best.snippet);
          return hit;
        },
      };
      return hit;
    });
    if (wanted) await Promise.all(result.hits.map((hit) => hit.place()));
    return result;
  }

  /** A group lies together in the index. */
  function docsOf(group) {
    const docs = [];
    for (let doc = index.heads[group]; index.groupOf[doc] === group; doc++) docs.push(doc);
    return docs;
  }

  /** The copies of a hit. */
  const like = (hit) => Promise.all(hit.like.slice(0, 50).map(records));

  Object.defineProperty(window, "GuidepostSearch", { value: Object.freeze({ query, like, words, root }) });
})();
