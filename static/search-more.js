// What a list of titles mostly does without: the place in each guide and its text, filters with their counts, quoted
// words, guesses at unknown words.
//
// Loaded by search.js when it is wanted, and handed what it needs of it; makes no name of its own in the page.
guidepostSearch("more", (core) => {
  "use strict";

  const KINDS = ["platform", "category", "tag"];
  /** Guides whose text is read for quoted words before the answer is given up. */
  const READ = 24;

  // ------------------------------------------------------------------ the place to show

  const snippets = (doc, back) =>
    core.load("x" + (doc - back), core.stateOf().suffix, (x) => x).then((x) => x[back]);

  /** Summary and places of a guide. Those of a copy may be told by its original. */
  async function textOf(doc) {
    const { back, ofOriginal } = await core.records(doc);
    const own = back < 0 ? {} : await snippets(doc, back);
    if (own.a && !own.x.some(Number.isInteger)) return own;
    const { heads, groupOf } = core.stateOf();
    const original = await snippets(heads[groupOf[doc]], ofOriginal);
    if (!own.a) return Object.assign({}, original, own);
    return { s: own.s, a: own.a, h: own.h, x: own.x.map((text) => (Number.isInteger(text) ? original.x[text] : text)) };
  }

  const SNIPPET = 180;

  /** The part of a text that has most of the query, cut between words. */
  function excerpt(text, marks, weights) {
    if (text.length <= SNIPPET) return text;
    let from = 0, most = 0;
    marks.forEach(([start], i) => {
      const seen = new Set();
      let sum = 0;
      for (let j = i; j < marks.length && marks[j][1] - start < SNIPPET - 40; j++) {
        sum += seen.has(marks[j][2]) ? 0.01 : weights[marks[j][2]];
        seen.add(marks[j][2]);
      }
      if (sum > most) [from, most] = [start, sum];
    });
    // From the beginning of the sentence if that is near, else from a few words before.
    const sentence = text.slice(0, from).search(/[^.!?:]{0,90}$/);
    let start = sentence === 0 || (sentence > 0 && /[.!?:]/.test(text[sentence - 1])) ? sentence : Math.max(0, from - 40);
    while (start > 0 && start < from && !/\s/.test(text[start - 1])) start++;
    let end = Math.min(text.length, start + SNIPPET);
    if (end < text.length && text.lastIndexOf(" ", end) > from) end = text.lastIndexOf(" ", end);
    const part = text.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "").trim();
    return (sentence === start || start === 0 ? "" : "\u2026") + part + (end < text.length ? "\u2026" : "");
  }

  /** The place of a guide to show: the one that has most of the query. `titled`: the title has all of it. */
  async function placeIn(doc, asked, titled, marks, says) {
    const { s, a, h, x } = await textOf(doc);
    const weights = asked.map((w) => w.weight);
    const valueOf = (found) => found.reduce((sum, at) => sum + weights[at], 0);
    const distinct = (text) => new Set(marks(text).map((mark) => mark[2]));
    const votes = placesOf(doc, asked);
    const all = new Set();
    let section = 0, above = new Set(), best = -1, most = 0, covers = 0;
    a.forEach((anchor, at) => {
      const heading = distinct(h[at]);
      if (h[at] !== "") [section, above] = [at, heading];
      const own = distinct(x[at]);
      heading.forEach((which) => own.add(which));
      own.forEach((which) => all.add(which));
      const covered = valueOf([...own]);
      const value = covered + 0.4 * valueOf([...above].filter((which) => !own.has(which))) + 0.3 * valueOf([...heading]) +
        0.15 * valueOf(votes.filter((v) => v.place === at + 1 && own.has(v.which)).map((v) => v.which)) +
        (says(x[at]) ? 2 * valueOf(asked.map((w, which) => which)) : 0);
      if (value > most) [best, most, covers] = [at, value, heading.size === asked.length ? Infinity : covered];
    });
    const summary = { kind: "page", anchor: "", heading: "", snippet: s };
    // Who has the whole query in the title, or little of it at any place, wants the guide from its beginning.
    const enough = covers >= 0.5 * valueOf([...all]) && (!titled || covers === Infinity);
    if (best < 0) return summary;
    const snippet = excerpt(x[best], marks(x[best]), weights) || s;
    if (a[best] === "" || !enough) return Object.assign(summary, distinct(s).size >= distinct(snippet).size ? {} : { snippet });
    const step = a[best][0] === "*";
    for (section = best; section > 0 && h[section] === ""; section--);
    return { kind: step ? "step" : "section", anchor: step ? a[best].slice(1) : a[best], heading: h[section], snippet };
  }

  /** The place that each word points to, as far as the index knows. */
  function placesOf(doc, asked) {
    const votes = [];
    asked.forEach((w, which) => {
      for (const list of w.lists.keys()) {
        const { docs, places } = core.postingsOf(list);
        const at = docs.indexOf(doc);
        if (at >= 0) votes.push({ which, place: places[at] });
      }
    });
    return votes;
  }

  // ------------------------------------------------------------------ filters

  /** The values of a facet, as [value, guides]; beyond the first shard only as far as `wanted` are not there yet. */
  async function valuesOf(facet, wanted) {
    const { facets, suffix } = core.stateOf();
    const values = new Map();
    for (let n = 0; n < facets[facet].length; n++) {
      if (n > 0 && wanted.every((value) => values.has(value))) break;
      (await core.load("f" + facet + "-" + n, suffix, decode)).forEach(([value, docs]) => values.set(value, docs));
    }
    return values;
  }

  function decode({ v, n, l }) {
    const read = core.reader(core.bytesOf(l), 0);
    return v.map((value, i) => {
      const docs = [];
      for (let k = 0, doc = 0; k < n[i]; k++) docs.push((doc += read.varint()));
      return [value, docs];
    });
  }

  /** What stands first in the index: the guides that fit every value of a facet. */
  const ANY = "";
  const chosen = (filters, facet) => filters[KINDS[facet]] || [];
  const having = (facet, value) => (facet.has(value) ? facet.get(value).concat(facet.get(ANY) || []) : []);
  const load = (filters) => Promise.all(KINDS.map((kind, facet) => valuesOf(facet, chosen(filters, facet))));

  /** Guides, and groups of them, that pass the filters of all facets but one. */
  function passing(values, filters, but) {
    const { docs: count, groups: groupCount, groupOf } = core.stateOf();
    const docs = new Uint8Array(count).fill(1), groups = new Uint8Array(groupCount);
    values.forEach((facet, at) => {
      const names = chosen(filters, at);
      if (at === but || names.length === 0) return;
      const pass = new Uint8Array(count);
      names.forEach((name) => having(facet, name).forEach((doc) => { pass[doc] = 1; }));
      pass.forEach((yes, doc) => { docs[doc] &= yes; });
    });
    docs.forEach((yes, doc) => { groups[groupOf[doc]] |= yes; });
    return { docs, groups };
  }

  const allow = async (filters) => passing(await load(filters), filters, -1);

  /** For each facet how many results each value would leave, whatever is chosen in the same facet. */
  async function count(rated, filters) {
    const { groupOf } = core.stateOf();
    const values = await load(filters);
    return values.map((facet, at) => {
      const { docs, groups } = passing(values, filters, at);
      const found = new Set(core.rank(rated, groups).map((r) => r.group));
      const all = Array.from(facet.keys()).filter((value) => value !== ANY).map((value) => {
        const has = new Set();
        for (const doc of having(facet, value)) if (docs[doc] && found.has(groupOf[doc])) has.add(groupOf[doc]);
        return { value, count: has.size, chosen: chosen(filters, at).includes(value) };
      });
      chosen(filters, at).filter((value) => !facet.has(value)).forEach((value) => all.push({ value, count: 0, chosen: true }));
      const left = all.filter((v) => v.count > 0 || v.chosen).sort((a, b) => b.count - a.count);
      // Nothing to choose: every value leaves all of it.
      const choice = left.some((v) => v.chosen || v.count < found.size);
      return { kind: KINDS[at], values: choice ? left : [] };
    });
  }

  // ------------------------------------------------------------------ other forms of a word

  // The index knows every form that a guide has, so the page has no stemmer. A form that none has is held against the
  // forms that begin as it does, both without the endings of a language: English, German, those that come from Latin.
  const ENDINGS = [/(?:ings?|ers?|([^e])ed|([st])ions?|e?s|e)$/, /()()(?:ern|e[mnrs]?|[ns])$/, /()()(?:e?s|[aeio])$/];

  /** "batteries", "battery": batteri; "unplugging", "unplug": unplug. */
  function bare(word, ending) {
    const root = word.replace(/ie[sd]$/, "y").replace(ending, "$1$2").replace(/y$/, "i").replace(/([b-df-hj-np-tv-z])\1$/, "$1");
    return root.length < 3 ? word : root;
  }

  /** The lists of other forms of a word that no guide has. */
  async function forms(word) {
    for (const ending of ENDINGS) {
      const root = bare(word, ending), start = root.replace(/i$/, "");
      await core.loadTerms([start, start + "\uffff"].map(core.shardOfWord));
      const found = new Set();
      for (const words of new Set([core.wordsBy(start), core.wordsBy(start + "\uffff")])) {
        for (let at = core.lowerBound(words, start); at < words.length && words[at].startsWith(start); at++) {
          if (bare(words[at], ending) === root) found.add(core.lookUp(words[at]));
        }
      }
      if (found.size > 0) return [...found];
    }
    return [];
  }

  // ------------------------------------------------------------------ guesses

  const MAX_GUESSES = 2;
  /** Where so many times more guides have a near word than another form of the unknown one, that was mistyped. */
  const FAR_MORE = 8;

  const used = (lists) => lists.reduce((sum, list) => sum + core.frequency(list), 0);

  /** Finds other forms of a word that no guide has, or what it may have meant. */
  async function spell(w) {
    const word = w.names[0], [first, second] = word;
    w.own = await forms(word);
    // The first letter is right most often; else the first two may be swapped, or the first be missing.
    let near = await similar(word, first);
    if (near.length === 0 && w.own.length === 0 && second !== first) near = await similar(word, second);
    await core.loadTerms(near.map(core.shardOfWord));
    near = near.map((other) => [other, core.lookUp(other)]).filter(([, list]) => list >= 0 && !w.own.includes(list));
    if (w.own.length > 0) {
      await core.loadTerms(w.own.concat(near.map(([, list]) => list)).map(core.shardOfList));
      near = near.filter(([other, list]) => distance(word, other, 1) < 2 && core.frequency(list) >= FAR_MORE * used(w.own));
      if (near.length === 0) return core.add(w, w.own, 1);
    }
    w.own = near.map(([, list]) => list);
    core.add(w, w.own, 0.9);
    w.guesses = near.map(([other]) => other);
    if (w.guesses.length === 0) await cut(w, word);
  }

  /** What no guide has, as it was typed, and the query without it, other unknown words replaced by what was taken for them. */
  function told(typed, strange, best) {
    const { groupOf } = core.stateOf();
    let rest = typed, guessed = false;
    const missing = [];
    for (const w of strange) {
      const is = (run) => core.words(run).some((other) => other.names[0] === w.names[0]);
      if (w.guesses.length === 0) {
        const text = (typed.match(core.RUN) || []).find(is) || w.names[0];
        missing.push(text);
        rest = rest.replace(text, "").replace(/\s+/g, " ").trim();
        continue;
      }
      // Of several guesses the one that the first result is about.
      const says = w.guesses.map((guess) => {
        const list = core.lookUp(guess);
        const { docs, impacts } = list < 0 ? { docs: [] } : core.postingsOf(list);
        return docs.reduce((most, doc, i) => (best && groupOf[doc] === best.group ? Math.max(most, impacts[i]) : most), 0);
      });
      const guess = w.guesses[says.indexOf(Math.max(...says))];
      rest = rest.replace(core.RUN, (run) => (is(run) ? guess : run));
      guessed = true;
    }
    return { rest, missing, corrected: guessed ? rest : "" };
  }

  const speller = (letter) => {
    const n = core.stateOf().letters.indexOf(letter);
    return n < 0 ? { words: [], used: "" } : core.load("s" + n, core.stateOf().suffix, (s) => ({ words: core.unfront(s.w), used: s.f }));
  };

  const single = (word) => word.replace(/(.)\1/g, "$1");

  /** The most used of the nearest words that begin with a letter. */
  async function similar(word, letter) {
    const { words, used } = await speller(letter);
    const { stop } = core.stateOf();
    let reach = word.length < 8 ? 1 : 2, near = [];
    words.forEach((other, i) => {
      if (other === word || stop.has(other) || Math.abs(other.length - word.length) > reach) return;
      const d = distance(word, other, reach);
      if (d > reach) return;
      if (d < reach) [reach, near] = [d, []];
      // A letter written once that stands twice is the likeliest slip.
      near.push([other, used.charCodeAt(i) + (single(other) === single(word) ? 6 : 0)]);
    });
    near.sort((a, b) => b[1] - a[1]);
    // What is used far less than another word as near is hardly meant.
    return near.filter(([, used]) => used > near[0][1] - 4).slice(0, MAX_GUESSES).map(([other]) => other);
  }

  const NEAR = 6, NEAR_EACH = 3;

  /** Letters that two words have in common at their beginnings. */
  function sameStart(a, b) {
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    return n;
  }

  /** Written words on both sides of one, as far as they are there. */
  function besides(word) {
    const words = core.wordsBy(word), at = core.lowerBound(words, word);
    return words.slice(Math.max(0, at - 20), at + 20);
  }

  /** Words that guides have, near words that none has: to be offered, never taken for what was typed. */
  async function near(asked) {
    const found = [];
    for (const w of asked.slice(0, NEAR)) {
      const word = w.names[0];
      if (!word || word.length < 3 || w.chord || /\d/.test(word)) continue;
      const plain = /^\p{Alphabetic}+$/u.test(word);
      const { words, used } = plain ? await speller(Array.from(word)[0]) : { words: besides(word), used: "" };
      const offers = [];
      words.forEach((other, i) => {
        const start = sameStart(word, other), reach = plain ? Math.ceil(word.length / 3) : 1;
        // Of codes and names the beginning says what they are about.
        const alike = start >= Math.max(3, 0.6 * word.length);
        const far = Math.abs(word.length - other.length) > reach ? reach + 1 : distance(word, other, reach);
        if (other.length < 3 || (!alike && far > reach)) return;
        offers.push([other, start - 2 * Math.min(far, reach + 1) + (plain ? used.charCodeAt(i) - 48 : 0) / 4]);
      });
      offers.sort((a, b) => b[1] - a[1]);
      // Of "printer" and "printers" one will do.
      const isForm = (a, b) => sameStart(a, b) >= Math.min(a.length, b.length) && Math.abs(a.length - b.length) < 3;
      const own = [];
      for (const [other] of offers) if (own.length < NEAR_EACH && !own.some((word) => isForm(word, other))) own.push(other);
      found.push(...own.filter((other) => !found.includes(other)));
    }
    return found.slice(0, NEAR);
  }

  const MAX_PAIRS = 200;

  /** "taskmanager", "bluscreen": two words that were written as one, at most one of them mistyped. Of all such the two that most guides have. */
  async function cut(w, word) {
    const { words } = await speller(word[0]);
    const pairs = [];
    for (let n = 3; n <= word.length - 3; n++) {
      const [start, rest] = [word.slice(0, n), word.slice(n)];
      for (const head of words.filter((head) => distance(start, head, 1) < 2)) pairs.push([head, rest]);
      if (words.includes(start)) for (const other of await similar(rest, rest[0])) pairs.push([start, other]);
    }
    await core.loadTerms([].concat(...pairs.slice(0, MAX_PAIRS)).map(core.shardOfWord));
    const known = pairs.map((pair) => [pair, pair.map(core.lookUp)]).filter(([, lists]) => Math.min(...lists) >= 0);
    await core.loadTerms([].concat(...known.map(([, lists]) => lists)).map(core.shardOfList));
    let most = 0;
    for (const [pair, lists] of known) {
      const [one, other] = lists.map((list) => core.postingsOf(list).docs);
      const there = new Set(one), both = other.filter((doc) => there.has(doc)).length;
      if (both > most) [most, w.alternatives, w.guesses] = [both, [lists], [pair.join(" ")]];
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

  // ------------------------------------------------------------------ chords without a plus

  /** A query with the "+" that was left out between keys, where some guide has the chord: "win r", "Windows key r", "ctrl alt del". */
  async function chorded(text) {
    const all = core.words(text).map((w) => w.names[0] || w.parts.join(" "));
    for (let start = 0; start < all.length; start++) {
      const keys = [];
      let at = start, said = false;
      while (core.isKey(all[at])) {
        keys.push(all[at++]);
        for (; core.SAID.includes(all[at]); at++) said = true;
        if (!core.isHeld(keys[keys.length - 1])) break;
      }
      const last = keys[keys.length - 1], whole = at - start === all.length;
      if (keys.length < 2 || !core.isHeld(all[start])) continue;
      // "win 7", "windows home" and "control a computer" are no chords, and "windows u" will be a longer word.
      if (!said && keys.length < 3 && (/^win/.test(keys[0]) || last.length < 2) && !(whole && /^[a-z]$/.test(last) && keys[0] !== "windows")) continue;
      const chord = keys.join("+"), name = core.words(chord)[0].names[0];
      await core.loadTerms([core.shardOfWord(name)]);
      if (core.lookUp(name) >= 0) return all.slice(0, start).concat(chord, all.slice(at)).join(" ") + (/\s$/.test(text) ? " " : "");
    }
    return text;
  }

  // ------------------------------------------------------------------ quoted words

  /** Words with one blank between, as they are: no stems. */
  function plain(text) {
    let out = " ", gap = false;
    for (const c of core.fold(text)) {
      if (!core.isLetter(c)) { gap = true; continue; }
      if (gap && out !== " ") out += " ";
      out += c;
      gap = false;
    }
    return out + " ";
  }

  /** What a phrase looks like in a plain text: whole words, in scripts that have words. */
  function needle(phrase) {
    const text = plain(phrase).trim();
    const edge = (c) => (core.isSpaceless(c) ? "" : " ");
    return text === "" ? "" : edge(text[0]) + text + edge(text[text.length - 1]);
  }

  /** Of ranked guides those that have all phrases, each in one place; reads until `limit` are found or enough are read. */
  async function saying(quoted, ranked, limit) {
    const needles = quoted.map(needle).filter((n) => n !== "");
    const says = (text) => {
      const folded = plain(text);
      return needles.length > 0 && needles.some((n) => folded.includes(n));
    };
    const { heads } = core.stateOf();
    const kept = [];
    const end = Math.min(ranked.length, Math.max(READ, 2 * limit));
    let at = 0;
    while (needles.length > 0 && at < end && kept.length < limit) {
      const batch = ranked.slice(at, at + 8);
      const texts = await Promise.all(batch.map(async ({ group }) => {
        const [record, { s, h, x }] = await Promise.all([core.records(heads[group]), textOf(heads[group])]);
        return [record.title, s].concat(h, x).map(plain);
      }));
      batch.forEach((r, i) => { if (needles.every((n) => texts[i].some((t) => t.includes(n)))) kept.push(r); });
      at += batch.length;
    }
    return { kept, says, open: at < ranked.length, asked: needles.length > 0 };
  }

  return { allow, count, saying, placeIn, spell, told, chorded, near };
});
