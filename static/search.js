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
//     GuidepostSearch.query("win + i", {limit: 10}).then(({total, hits}) => …)
(function () {
  "use strict";

  const FORMAT = 1;
  const MAX_QUERY = 256;
  const MAX_CHARS = 80;
  const TOP_IMPACT = 63;

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

  // ------------------------------------------------------------------ loading

  const policy = window.trustedTypes && window.trustedTypes.createPolicy
    ? window.trustedTypes.createPolicy("guidepost", {
        createScriptURL(url) {
          if (url.startsWith(folder)) return url;
          throw new TypeError("not a file of the search index: " + url);
        },
      })
    : null;

  const loads = new Map();

  /** The decoded payload of a file of the index; a failed load may be tried again. */
  function load(name, suffix, decode) {
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
      const url = folder + name + suffix;
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
        entry.value = entry.decode(JSON.parse(json));
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

  function sameWords(text) {
    const same = new Map();
    for (const group of text.split(",").map((g) => g.split(" "))) group.forEach((word) => same.set(word, group.filter((w) => w !== word)));
    return same;
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
      firstList: starts(r.l), firstRecord: starts(r.r), firstSnippet: starts(r.x), stop: new Set(r.s.split(" ")), same: sameWords(r.y), common: unfront(r.c), commonLists: r.d,
      letters: Array.from(r.e),
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
    return { words, listOf, first, df, list: (i) => cache[i] || (cache[i] = decodeList(bytes, offset[i], length[i])) };
  }

  function decodeList(bytes, start, length) {
    const read = reader(bytes, start);
    const docs = [], impacts = [], places = [];
    while (read.at() < start + length) {
      const impact = read.byte() / TOP_IMPACT;
      const count = read.varint();
      for (let i = 0, doc = 0; i < count; i++) {
        docs.push((doc += read.varint()));
        impacts.push(impact);
      }
      for (let i = 0; i < count; i++) places.push(read.varint());
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
  const WORD = new RegExp("(?:(?=[" + SPACELESS + "])" + LETTER + ")+|(?:(?![" + SPACELESS + "])" + LETTER + ")+", "gu");
  const IS_SPACELESS = new RegExp("^[" + SPACELESS + "]", "u");
  const STARTS_WORD = new RegExp("^" + LETTER, "u");
  const LETTERS = new Map([["ß", "ss"], ["æ", "ae"], ["œ", "oe"], ["ø", "o"], ["ł", "l"], ["đ", "d"], ["ı", "i"]]);

  const HELD = ["win", "ctrl", "alt", "altgr", "shift", "fn"];
  const SPELLINGS = new Map([["windows", "win"], ["control", "ctrl"], ["escape", "esc"], ["delete", "del"],
    ["return", "enter"], ["insert", "ins"], ["spacebar", "space"], ["printscreen", "prtsc"], ["prtscn", "prtsc"],
    ["prtscr", "prtsc"], ["pgup", "pageup"], ["pgdn", "pagedown"], ["pgdown", "pagedown"]]);
  const NAMED = ["esc", "del", "enter", "tab", "space", "prtsc", "home", "pause", "left", "right", "up", "down"];

  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
      .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010\u2011\u2212]/g, "-")
      .replace(/[ßæœøłđı]/g, (c) => LETTERS.get(c))
      .normalize("NFC");
  }

  const characters = (text) => Array.from(text).length;

  function words(text) {
    const folded = fold(text);
    const atoms = [];
    let end = 0;
    for (const match of folded.matchAll(WORD)) {
      atoms.push({ text: match[0], gap: folded.slice(end, match.index), start: match.index, cjk: IS_SPACELESS.test(match[0]) });
      end = match.index + match[0].length;
    }
    const found = [];
    const push = (names, parts) => {
      const fits = (s) => s !== "" && (s.length <= MAX_CHARS || characters(s) <= MAX_CHARS);
      names = names.filter(fits);
      parts = parts.filter(fits);
      if (names.length || parts.length) found.push({ names, parts });
    };
    for (let i = 0; i < atoms.length;) {
      const keys = chord(atoms, i);
      if (keys) {
        const long = atoms.slice(i, keys.end).map((a) => a.text).filter((t) => t.length > 1 || t > "\x7f");
        push([keys.name], long);
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
    const keyName = (text) => SPELLINGS.get(text) || text;
    if (!HELD.includes(keyName(atoms[start].text))) return null;
    const isSpace = (gap) => gap !== "" && gap.trim() === "";
    const says = (at, among) => at < atoms.length && isSpace(atoms[at].gap) && among.includes(atoms[at].text);
    const plain = (text) => /^(?:[a-z0-9]|f[0-9]{1,2})$/.test(text) || NAMED.includes(keyName(text)) || HELD.includes(keyName(text));
    const keys = [];
    let at = start;
    for (;;) {
      const written = atoms[at++].text;
      const key = keyName(written);
      keys.push(key);
      while (key === "win" && says(at, ["logo", "flag"])) at++;
      const saidKey = says(at, ["key", "keys"]);
      if (saidKey) at++;
      if (at >= atoms.length || !HELD.includes(key)) break;
      const next = atoms[at];
      if (next.gap.trim() === "+" || (next.gap === "-" && !saidKey && written === key)) {
        if (next.cjk || characters(next.text) > 12) break;
      } else if (saidKey && says(at, ["and"]) && at + 1 < atoms.length && isSpace(atoms[at + 1].gap) && plain(atoms[at + 1].text)) {
        at++;
      } else break;
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
  const rarity = (df) => Math.log(1 + (index.docs - df + 0.5) / (df + 0.5));

  // ------------------------------------------------------------------ the query

  const MAX_WORDS = 12;
  const MAX_BEGINNINGS = 16;
  const MAX_GUESSES = 3;
  /** How surely a word of the same meaning is what was meant. */
  const SAME = 0.5;

  /** The words of a query that say something; of the last one only the beginning may be typed. */
  function ask(text) {
    const all = words(text);
    const says = (w) => w.parts.length > 0 || !index.stop.has(w.names[0]);
    let kept = all.filter(says);
    if (kept.length === 0) kept = all;
    const last = kept[kept.length - 1];
    const open = last && last === all[all.length - 1] && /\S$/.test(text) ? last.names[0] : undefined;
    const seen = new Set();
    kept = kept.filter((w) => {
      const key = w.names.concat(w.parts).join(" ");
      return !seen.has(key) && seen.add(key);
    });
    if (open !== undefined) kept = kept.filter((w) => w.names[0] !== open || w === last);
    return kept.slice(0, MAX_WORDS).map((w) => ({
      names: w.names, parts: w.parts, beginning: w === last ? open : undefined,
      /** List -> how surely it is what was meant. */
      lists: new Map(), together: false, weight: 0,
      /** Words that it may have been meant for. */
      guesses: [],
    }));
  }

  const loadTerms = (numbers) => Promise.all(Array.from(new Set(numbers), terms));

  /** Finds the lists of the words asked for, and loads what they need. */
  async function resolve(asked) {
    const near = (w) => w.beginning === undefined ? [] : [shardOfWord(w.beginning), Math.min(shardOfWord(w.beginning) + 1, shardOfWord(w.beginning + "\uffff"))];
    await loadTerms([].concat(...asked.map((w) => w.names.map(shardOfWord).concat(near(w)))));
    const whole = (w) => w.names.forEach((name) => { const list = lookUp(name); if (list >= 0) w.lists.set(list, 1); });
    asked.forEach(whole);
    asked.forEach(complete);
    const split = asked.filter((w) => w.lists.size === 0 && w.parts.length > 0);
    await loadTerms([].concat(...split.map((w) => w.parts.map(shardOfWord))));
    for (const w of split) {
      w.together = true;
      const says = w.parts.filter((part) => !index.stop.has(part));
      (says.length ? says : w.parts).forEach((part) => { const list = lookUp(part); if (list >= 0) w.lists.set(list, 0.9); });
    }
    await Promise.all(asked.map(spell).concat(asked.map(widen)));
    await loadTerms([].concat(...asked.map((w) => Array.from(w.lists.keys(), shardOfList))));
    for (const w of asked) {
      const each = Array.from(w.lists, ([list, factor]) => ({ df: frequency(list), factor }));
      const sure = each.some((e) => e.factor === 1) ? each.filter((e) => e.factor === 1) : each;
      if (w.together) w.weight = sure.reduce((sum, e) => sum + rarity(e.df), 0);
      else w.weight = sure.length ? rarity(Math.min(index.docs, sure.reduce((sum, e) => sum + e.df, 0))) : 0;
    }
    return asked.filter((w) => w.lists.size > 0);
  }

  /** Adds the words that mean the same. */
  async function widen(w) {
    const same = w.names.length === 1 && (index.same.get(w.names[0]) || index.same.get(w.names[0].replace(/s$/, "")));
    if (!same) return;
    await loadTerms(same.map(shardOfWord));
    same.map(lookUp).forEach((list) => { if (list >= 0 && !w.lists.has(list)) w.lists.set(list, SAME); });
  }

  /** Adds the words that an unknown word may have meant. Numbers, codes and names are never guessed at. */
  async function spell(w) {
    const word = w.names[0];
    if (w.parts.length > 0 || !/^\p{Alphabetic}{4,}$/u.test(word)) return;
    const known = lookUp(word);
    const own = known < 0 ? null : shards.get(shardOfList(known));
    if (known < 0 ? w.lists.size > 0 : !own || own.df[known - own.first] > 1) return;
    const n = index.letters.indexOf(Array.from(word)[0]);
    if (n < 0) return;
    const { words, used } = await load("s" + n, index.suffix, (s) => ({ words: unfront(s.w), used: s.f }));
    let reach = word.length < 8 ? 1 : 2, near = [];
    words.forEach((other, i) => {
      if (other === word || Math.abs(other.length - word.length) > reach) return;
      const d = distance(word, other, reach);
      if (d > reach) return;
      if (d < reach) [reach, near] = [d, []];
      near.push([other, used.charCodeAt(i)]);
    });
    near.sort((a, b) => b[1] - a[1]);
    near = near.slice(0, MAX_GUESSES).map(([other]) => other);
    await loadTerms(near.map(shardOfWord));
    for (const other of near) {
      const list = lookUp(other);
      if (list < 0 || w.lists.has(list)) continue;
      w.lists.set(list, known < 0 ? 0.9 : 0.6);
      w.guesses.push(other);
    }
  }

  /** Letters to insert, drop, replace or swap; more than `most` is all the same. */
  function distance(a, b, most) {
    let before = [], last = [], row = [];
    for (let j = 0; j <= b.length; j++) last.push(j);
    for (let i = 1; i <= a.length; i++) {
      row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
        row.push(d);
        if (d < least) least = d;
      }
      if (least > most) return least;
      [before, last] = [last, row];
    }
    return last[b.length];
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
        for (let at = lowerBound(shard.words, beginning); at < shard.words.length && shard.words[at].startsWith(beginning); at++) {
          const own = shard.listOf[at] - shard.first;
          offer(shard.words[at], shard.listOf[at], own >= 0 && own < shard.df.length ? shard.df[own] : 1);
        }
      }
    }
    let commons = 3;
    for (let at = lowerBound(index.common, beginning); commons-- > 0 && at < index.common.length && index.common[at].startsWith(beginning); at++) {
      offer(index.common[at], index.commonLists[at], index.docs);
    }
    const best = Array.from(found).sort((a, b) => b[1].df - a[1].df || a[0] - b[0]).slice(0, MAX_BEGINNINGS);
    const known = w.lists.size > 0;
    best.forEach(([list, { missing }]) => w.lists.set(list, (known ? 0.5 : 0.9) / (1 + 0.03 * missing)));
  }

  /** Scores every guide that has some of the words. Copies count as one guide. */
  function rank(asked) {
    const { groups, groupOf, docs } = index;
    const score = new Float32Array(groups), cover = new Float32Array(groups), own = new Float32Array(docs);
    const value = new Float32Array(groups), share = new Float32Array(groups);
    const found = new Set();
    let whole = 0;
    for (const w of asked) {
      const touched = new Set();
      for (const [list, factor] of w.lists) {
        const { docs, impacts } = postingsOf(list);
        const rare = rarity(frequency(list));
        const part = w.together ? factor * rare / (w.weight || 1) : factor;
        const before = w.together ? { value: value.slice(), share: share.slice() } : null;
        for (let i = 0; i < docs.length; i++) {
          const group = groupOf[docs[i]];
          const v = factor * rare * impacts[i];
          touched.add(group);
          own[docs[i]] += v;
          const base = before ? before.value[group] : 0;
          if (base + v > value[group]) value[group] = base + v;
          const baseShare = before ? before.share[group] : 0;
          if (baseShare + part > share[group]) share[group] = baseShare + part;
        }
      }
      for (const group of touched) {
        score[group] += value[group];
        cover[group] += w.weight * Math.min(1, share[group]);
        value[group] = share[group] = 0;
        found.add(group);
      }
      whole += w.weight;
    }
    const ranked = [];
    let best = 0;
    for (const group of found) {
      const covered = whole > 0 ? cover[group] / whole : 1;
      if (covered > best) best = covered;
      ranked.push({ group, covered, score: (score[group] + 1e-6) * covered * covered });
    }
    // Guides that have much less of the query than the best one are noise.
    const kept = ranked.filter((r) => r.covered >= 0.5 * best);
    kept.sort((a, b) => b.score - a.score || a.group - b.group);
    return { kept, own };
  }

  // ------------------------------------------------------------------ what is shown

  function records(doc) {
    const n = covering(index.firstRecord, doc);
    return load("r" + index.firstRecord[n], index.suffix, (r) => r).then((r) => {
      const at = doc - index.firstRecord[n];
      return { title: r.t[at], permalink: r.u[at], category: r.k[r.c[at]], platforms: r.p[at].map((p) => r.l[p]) };
    });
  }

  function snippets(doc) {
    const n = covering(index.firstSnippet, doc);
    return load("x" + index.firstSnippet[n], index.suffix, (x) => x).then((x) => x[doc - index.firstSnippet[n]]);
  }

  /** The place in a guide to show. The places of a copy may be told by its original. */
  async function placeOf(asked, doc) {
    const own = await snippets(doc);
    const head = index.heads[index.groupOf[doc]];
    if (own.a) return placeIn(own, own.s, bestPlace(asked, doc));
    return placeIn(await snippets(head), own.s, bestPlace(asked, doc) || bestPlace(asked, head));
  }

  /** The place that most of the words point to; 0: the guide as a whole. */
  function bestPlace(asked, doc) {
    const votes = new Map();
    let all = 0;
    for (const w of asked) {
      let vote = null;
      for (const [list, factor] of w.lists) {
        const { docs, impacts, places } = postingsOf(list);
        const at = docs.indexOf(doc);
        const weight = at < 0 ? 0 : factor * rarity(frequency(list)) * impacts[at];
        if (at >= 0 && (!vote || weight > vote.weight)) vote = { place: places[at], weight };
      }
      if (!vote) continue;
      all += vote.weight;
      votes.set(vote.place, (votes.get(vote.place) || 0) + vote.weight);
    }
    let best = 0, most = 0;
    for (const [place, weight] of votes) if (place > 0 && weight > most) [best, most] = [place, weight];
    return most >= 0.3 * all ? best : 0;
  }

  /** Which word of the query a written form stands for, or -1. */
  function matcher(asked) {
    return (form) => {
      const list = lookUp(form);
      return asked.findIndex((w) => w.names.includes(form) || w.parts.includes(form) || (list >= 0 && w.lists.has(list)) ||
        (w.beginning !== undefined && form.startsWith(w.beginning)));
    };
  }

  /** How much more a title says than its words one by one: all of them, in order, nothing else. */
  function titleBonus(title, asked, match) {
    const positions = words(title).map((w) => w.names.concat(w.parts).reduce((at, form) => at >= 0 ? at : match(form), -1));
    const has = new Set(positions.filter((at) => at >= 0));
    let pairs = 0;
    for (let i = 1; i < positions.length; i++) if (positions[i] > 0 && positions[i] === positions[i - 1] + 1) pairs++;
    const most = Math.max(1, asked.length - 1);
    const says = words(title).filter((w) => w.parts.length > 0 || !index.stop.has(w.names[0])).length;
    const all = has.size === asked.length;
    return 0.2 * Math.min(1, pairs / most) + (all ? 0.25 : 0) + (all && says <= asked.length ? 0.4 : 0);
  }

  const RUN = new RegExp(LETTER + "+(?:(?:[._'\\u2018\\u2019\\u2010\\u2011-]|\\s*\\+\\s*)" + LETTER + "+)*(?:\\+\\+|#)?", "gu");

  /** The stretches of a text that the query is about, as [start, end]. */
  function marks(text, match) {
    const found = [];
    for (const run of text.matchAll(RUN)) {
      const start = run.index;
      const forms = words(run[0]);
      if (IS_SPACELESS.test(run[0]) || forms.some((w) => w.names.concat(w.parts).some((form) => match(form) >= 0))) {
        if (!IS_SPACELESS.test(run[0])) {
          found.push([start, start + run[0].length]);
          continue;
        }
        for (let i = 0; i + 1 < run[0].length; i++) {
          if (match(fold(run[0].slice(i, i + 2))) < 0) continue;
          const before = found[found.length - 1];
          if (before && before[1] >= start + i) before[1] = start + i + 2;
          else found.push([start + i, start + i + 2]);
        }
      }
    }
    return found;
  }

  const address = (permalink) => permalink.split("/").map(encodeURIComponent).join("/");

  const PAGE = { kind: "page", anchor: "", heading: "", snippet: "" };

  function placeIn({ a, h, x }, summary, place) {
    const at = place - 1;
    if (at < 0 || at >= a.length) return Object.assign({}, PAGE, { snippet: summary });
    const step = a[at][0] === "*";
    let from = at;
    while (from > 0 && h[from] === "") from--;
    return { kind: step ? "step" : "section", anchor: a[at].slice(step ? 1 : 0), heading: h[from], snippet: x[at] || summary };
  }

  let renewal = null;

  async function renew() {
    loads.clear();
    shards.clear();
    index = null;
    index = await load("root", ".js?" + Date.now(), decodeRoot);
  }

  /**
   * Answers a query. `limit`: hits wanted, 10 if not said. `snippets: false`: titles only, at two thirds of the
   * cost. Rejects when a file of the index cannot be read.
   */
  async function query(text, options) {
    try {
      return await answer(text, options);
    } catch (error) {
      if (!index && !renewal) throw error;
      // The browser may have kept a root that names files of an earlier build: once, it is asked for anew.
      await (renewal = renewal || renew());
      return answer(text, options);
    }
  }

  async function answer(text, options) {
    const { limit = 10, snippets: wanted = true } = options || {};
    if (!index) index = await load("root", ".js", decodeRoot);
    const nothing = { total: 0, hits: [], guesses: [] };
    const typed = String(text).slice(0, MAX_QUERY);
    if (index.docs === 0 || index.firstList.length < 2) return nothing;
    const asked = await resolve(ask(typed));
    if (asked.length === 0) return nothing;
    const { kept, own } = rank(asked);
    const match = matcher(asked);

    const headOf = new Map();
    const top = kept.slice(0, limit);
    top.forEach((r) => headOf.set(r.group, r));
    for (let doc = 0; doc < index.docs; doc++) {
      const r = headOf.get(index.groupOf[doc]);
      if (r && (r.doc === undefined || own[doc] > own[r.doc])) r.doc = doc;
    }
    await Promise.all(top.map(async (r) => {
      r.record = await records(r.doc);
      r.score *= 1 + titleBonus(r.record.title, asked, match);
    }));
    top.sort((a, b) => b.score - a.score || a.group - b.group);
    const hits = await Promise.all(top.map(async ({ doc, record }) => {
      const best = wanted ? await placeOf(asked, doc) : PAGE;
      return {
        title: record.title,
        url: address(record.permalink) + (best.anchor ? "#" + encodeURIComponent(best.anchor) : ""),
        category: record.category, platforms: record.platforms, best,
        marks: { title: marks(record.title, match), heading: marks(best.heading, match), snippet: marks(best.snippet, match) },
      };
    }));
    return { total: kept.length, hits, guesses: [].concat(...asked.map((w) => w.guesses)) };
  }

  Object.defineProperty(window, "GuidepostSearch", { value: Object.freeze({ query, words, root }) });
})();
