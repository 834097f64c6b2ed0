// The search boxes and the search page: what `search.js` finds, put before the reader.
//
// Works on plain markup, and adds to it:
//
//     <form class="search" role="search" action="{root}search.html" method="get"><input type="search" name="q"></form>
//
// On the search page (`div#search-results`, `p#search-status`) results appear while one types; on every other
// page the box suggests guides (the combobox pattern of the ARIA Authoring Practices). Text goes into the
// page as text only, never as HTML, and each answer is dropped when another question was asked meanwhile.
(function () {
  "use strict";

  const search = window.GuidepostSearch;

  const PAGE = 10;
  /** Values of a filter that are shown at first. */
  const VALUES = 8;
  const KINDS = ["platform", "category", "tag"];
  const SUGGESTIONS = 7;
  const DELAY = 120;
  const ANNOUNCE = 500;
  /** Results whose texts are waited for, and for how many milliseconds. */
  const FIRST = 4, PATIENCE = 150;
  const phrases = window.guidepostWords || {};

  /** A phrase of the site's language, its braces filled in. */
  const words = (name, values = {}) =>
    (phrases[name] || name).replace(/\{(\w+)\}/g, (hole, key) => (key in values ? values[key] : hole));
  /** The same for a number of things. */
  const counted = (name, n, values) => words(n === 1 ? name + "_one" : name, Object.assign({ n }, values));
  /** A phrase with an element in place of its `{query}`. */
  const around = (name, node) => {
    const [before, after = ""] = words(name).split("{query}");
    return [before, node, after];
  };
  const quote = (text) => (/^["“„«]/.test(text) ? text : words("quoted", { text }));

  // ------------------------------------------------------------------ small things

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /** `text` with its marked stretches in <mark>. */
  function marked(className, tag, text, marks) {
    const made = element(tag, className);
    let done = 0;
    for (const [start, end] of marks) {
      made.append(text.slice(done, start), element("mark", "", text.slice(start, end)));
      done = end;
    }
    made.append(text.slice(done));
    return made;
  }

  const wait = (time) => new Promise((done) => setTimeout(done, time));

  /** Calls `then` with the answer, unless another question was asked since; `slow` when it is long in coming. */
  function asker(then, failed, slow) {
    let last = 0, timer = 0;
    return (delay, ...question) => {
      const mine = ++last;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const late = setTimeout(() => mine === last && slow(), ANNOUNCE);
        const done = (act) => (value) => { clearTimeout(late); if (mine === last) act(value, ...question); };
        search.query(...question).then(done(then), done(failed));
      }, delay);
    };
  }

  /** What no guide has, for people. */
  const missing = (answer) => (answer.missing.length ? words("words_missing", { words: answer.missing.map((text) => quote(shorten(text))).join(", ") }) : "");
  const shorten = (text) => (text.length > 60 ? text.slice(0, 60) + "…" : text);
  /** Says in which language an element is, when it is another than that of the page. */
  function speaks(made, { lang }) {
    if (lang) Object.assign(made, { lang, dir: "auto" });
    return made;
  }
  const href = (hit) => search.root + hit.url;
  const where = (hit) => [hit.category].concat(hit.platforms).filter(Boolean).join(" · ");
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  /** Half of a character pair cannot stand in an address. */
  const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));

  function listLink(box) {
    const link = element("a", "", words("all_list"));
    link.href = search.root + ((box && box.getAttribute("data-list")) || "a-z.html");
    return link;
  }

  // ------------------------------------------------------------------ the search page

  function searchPage(form, input, box, status) {
    let announcing = 0, limit = PAGE, titles = null, exact = false;
    /** Whether somebody asked for what the address says, and did not only type it on the way: what follows is a step of its own. */
    let settled = false;
    /** What is on the page: the items of one query, by the guide they lead to. */
    let shown = { q: "", items: new Map() }, turns = 0;
    let filters = { platform: [], category: [], tag: [] };
    const bar = filterBar(() => run(0));
    // What was understood otherwise belongs to the line that counts the results, above the filters.
    const notes = element("div");
    box.before(notes, bar.element);

    /** `more` is to be seen above the results. */
    function say(text, more = "") {
      clearTimeout(announcing);
      announcing = setTimeout(() => status.replaceChildren(text, element("span", "hidden-text", more && " " + more)), ANNOUNCE);
    }

    const chosen = () => [].concat(...KINDS.map((kind) => filters[kind]));
    const question = () => ({ limit, exact, filters, snippets: false, facets: bar.element.open || chosen().length > 0 });

    /** The text of a result is fetched when the reader is about to see it. */
    const watcher = window.IntersectionObserver && new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
      if (!isIntersecting) return;
      watcher.unobserve(target);
      target.fill();
    }), { rootMargin: "200px" });

    /** What is there already stays, with its text and what is unfolded in it. */
    function itemOf(hit, before) {
      if (before.has(hit.url)) return before.get(hit.url);
      return result(hit);
    }

    // With the texts that the reader sees first, unless they are long in coming: then the titles go ahead.
    const show = (answer, text) => {
      const turn = ++turns;
      const before = shown.q === text.trim() + exact ? shown.items : new Map();
      const items = new Map(answer.hits.map((hit) => [hit.url, itemOf(hit, before)]));
      const first = Array.from(items.values()).slice(0, FIRST).map((item) => item.fill());
      Promise.race([Promise.all(first), wait(PATIENCE)]).then(() => { if (turn === turns) put(answer, text, items); });
    };

    function put(answer, text, items) {
      const q = text.trim();
      const names = chosen();
      notes.replaceChildren(...(q && answer.total ? remarks(answer, q) : []));
      if (q === "") {
        shown = { q: "", items: new Map() };
        box.replaceChildren();
        bar.show(answer, filters);
        return say("");
      }
      const filtered = (hits) => (names.length ? words("hits_filtered", { hits, names: names.join(", ") }) : hits);
      if (answer.total === 0) {
        box.replaceChildren(...nearWords(answer.near), help(words("other_words")));
        if (names.length) box.prepend(button("search-more", words("filters_off"), () => { bar.clear(filters); run(0); input.focus(); }));
        bar.show(answer, filters);
        return say(filtered(words("hits_none", { query: quote(shorten(q)) })));
      }
      shown = { q: q + exact, items };
      if (watcher) items.forEach((item) => watcher.observe(item));
      else items.forEach((item) => item.fill());
      const list = element("ol", "search-hits");
      list.append(...shown.items.values());
      const at = links().indexOf(document.activeElement);
      box.replaceChildren(list);
      if (answer.total > answer.hits.length || answer.open) {
        box.append(button("search-more", words("more_hits"), () => {
          const next = links().length;
          limit += PAGE;
          ask(0, input.value, question());
          titles = next;
        }));
      }
      const focus = titles !== null && links().length > titles ? titles : at;
      if (focus >= 0 && links()[focus]) links()[focus].focus();
      titles = null;
      bar.show(answer, filters);
      const asked = shorten(answer.rest.trim() || q);
      const query = quote(answer.unquoted ? asked.replace(/["“”„«»]/g, "") : asked);
      say(filtered(answer.open ? words("hits_least", { n: answer.total, query }) : counted("hits", answer.total, { query })), missing(answer));
    }

    /** What was understood otherwise than it was typed. */
    function remarks(answer, q) {
      const lines = [];
      if (answer.missing.length) lines.push(element("p", "search-missing", missing(answer)));
      if (answer.corrected) {
        const link = element("a", "", shorten(q));
        link.href = "#" + state(q, true);
        const line = element("p", "search-guesses");
        line.append(...around("corrected", element("strong", "", shorten(answer.corrected.trim()))), " ", ...around("instead", link));
        lines.push(line);
      }
      if (answer.unquoted) lines.push(element("p", "search-guesses", words("unquoted")));
      return lines;
    }

    /** Words that guides have, near those that none has. */
    function nearWords(near) {
      if (!near.length) return [];
      const line = element("p", "search-near", words("near_words"));
      for (const word of near) {
        const link = element("a", "", word);
        link.href = "#" + state(word, false);
        line.append(" ", link);
      }
      return [line];
    }

    function help(text) {
      const line = element("p", "search-none", text + " ");
      line.append(listLink(box));
      return line;
    }

    function fail() {
      box.replaceChildren(help(words("reload")));
      say(words("search_failed"));
    }

    const ask = asker(show, fail, () => { status.textContent = words("search_loading"); });
    const links = () => Array.from(box.querySelectorAll("a.search-hit-title"));

    /** What the address says of a query, without the "#". */
    function state(q, exact) {
      const pair = (key, value) => key + "=" + encoded(value);
      const pairs = q ? [pair("q", q)] : [];
      KINDS.forEach((kind) => filters[kind].forEach((value) => pairs.push(pair(kind, value))));
      if (exact) pairs.push("exact=1");
      return pairs.join("&");
    }

    function run(delay) {
      limit = PAGE;
      ask(delay, input.value, question());
      const now = state(input.value.trim(), exact);
      if (now === location.hash.slice(1) && !location.search) return;
      const address = location.href.split(/[?#]/)[0] + (now ? "#" + now : "");
      try { history[settled ? "pushState" : "replaceState"](null, "", address); } catch (error) { /* the address stays */ }
      settled = false;
    }

    function fromAddress(moved) {
      const there = readAddress(location.hash.slice(1)), before = readAddress(location.search.slice(1));
      const { q, exact: asIs, filters: wanted } = there.q ? there : before;
      // A link to a part of the page asks for nothing, the way back to the empty page does.
      if (q === "" && KINDS.every((kind) => wanted[kind].length === 0) && (!moved || location.hash)) return;
      filters = wanted;
      if (q === input.value.trim() && location.hash === "#" + state(q, exact)) return;
      exact = asIs;
      input.value = q.slice(0, 256);
      settled = false;
      run(0);
      settled = q !== "";
    }

    input.addEventListener("input", () => { exact = false; run(DELAY); });
    input.setAttribute("autocomplete", "off");
    form.addEventListener("submit", (event) => { event.preventDefault(); run(0); settled = true; });
    // Who opens a result has found what was asked for.
    box.addEventListener("click", (event) => { settled = settled || !!event.target.closest("a"); });
    window.addEventListener("hashchange", fromAddress);
    input.addEventListener("keydown", (event) => {
      if (isComposing(event)) return;
      if (event.key === "Escape" && input.value !== "") {
        event.preventDefault();
        input.value = "";
        run(0);
      } else if (event.key === "ArrowDown" && links().length) {
        event.preventDefault();
        links()[0].focus();
      }
    });
    box.addEventListener("keydown", (event) => {
      const all = links(), at = all.indexOf(document.activeElement);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const ways = { ArrowDown: all[at + 1], ArrowUp: all[at - 1] || input, Home: all[0], End: all[all.length - 1], Escape: input };
      const to = ways[event.key];
      if (!to) return;
      event.preventDefault();
      to.focus();
    });

    fromAddress();
    if (input.value === "") search.query("").catch(fail);
    else run(0);
  }

  /** The query and filters of an address, `text` being what stands behind "#" or "?". */
  function readAddress(text) {
    const read = (value) => { try { return decodeURIComponent(value); } catch (error) { return value; } };
    const spaced = (value) => read(value.replace(/\+/g, " "));
    const found = { q: "", exact: false, filters: { platform: [], category: [], tag: [] } };
    for (const pair of text.split("&")) {
      const at = pair.indexOf("=") < 0 ? pair.length : pair.indexOf("=");
      const key = pair.slice(0, at), value = pair.slice(at + 1);
      if (key === "q" && value !== "") {
        // Forms write a blank as "+". In "win+i" and "c++" it is a plus: where it makes a name, and where blanks are %20.
        const literal = read(value);
        const isName = value.includes("%20") || search.words(literal).some((w) => w.names.some((name) => name.includes("+")));
        found.q = (isName ? literal : spaced(value)).trim();
      } else if (key === "exact") found.exact = true;
      else if (KINDS.includes(key) && value !== "") {
        const name = spaced(value);
        if (!found.filters[key].includes(name)) found.filters[key].push(name);
      }
    }
    return found;
  }

  /** What results can be filtered by. Says nothing where there is nothing to choose. */
  function filterBar(changed) {
    const bar = element("details", "search-filters");
    const summary = element("summary", "", words("filters"));
    const body = element("div", "search-facets");
    bar.append(summary, body);
    bar.hidden = true;
    const unfolded = new Set();
    let last = null;
    bar.addEventListener("toggle", () => { if (bar.open) changed(); });

    function box(kind, { value, count, chosen }, filters) {
      const label = element("label", "search-value");
      const tick = element("input");
      tick.type = "checkbox";
      tick.checked = chosen;
      tick.dataset.key = kind + " " + value;
      tick.addEventListener("change", () => {
        filters[kind] = filters[kind].filter((other) => other !== value).concat(tick.checked ? [value] : []);
        changed();
      });
      label.append(tick, element("span", "search-value-name", value), " ", element("span", "search-value-count", String(count)));
      return label;
    }

    function facet({ kind, values }, filters) {
      const group = element("fieldset", "search-facet");
      const releases = kind === "platform" && values.every((v) => v.value.startsWith("Windows "));
      group.append(element("legend", "", words("by_" + (releases ? "release" : kind))));
      const few = values.filter((v, i) => i < VALUES || v.chosen);
      const all = unfolded.has(kind) || few.length === values.length;
      (all ? values : few).forEach((v) => group.append(box(kind, v, filters)));
      if (values.length > few.length) {
        const fold = button("search-fold", all ? words("values_few") : words("values_all", { n: values.length }), () => {
          if (!unfolded.delete(kind)) unfolded.add(kind);
          render(last, filters);
        });
        fold.setAttribute("aria-expanded", String(all));
        fold.dataset.key = kind;
        group.append(fold);
      }
      return group;
    }

    const clear = (filters) => KINDS.forEach((kind) => { filters[kind] = []; });

    function render(answer, filters) {
      const at = document.activeElement && document.activeElement.dataset.key;
      const facets = answer.facets.filter((f) => f.values.length > 0);
      const parts = facets.map((f) => facet(f, filters));
      if (KINDS.some((kind) => filters[kind].length > 0)) {
        parts.push(button("search-fold", words("filters_off"), () => {
          clear(filters);
          summary.focus();
          changed();
        }));
      }
      body.replaceChildren(...parts);
      // Who chose with the keyboard goes on from there.
      const again = at && Array.from(body.querySelectorAll("[data-key]")).find((e) => e.dataset.key === at);
      if (again) again.focus();
    }

    function show(answer, filters) {
      const count = KINDS.reduce((n, kind) => n + filters[kind].length, 0);
      summary.textContent = count ? words("filters_on", { n: count }) : words("filters");
      // Facets are counted only once they are looked at; then it shows whether there is a choice.
      const counted = answer.facets.length > 0;
      bar.hidden = count === 0 && (!answer.filterable || answer.total === 0 ||
        (counted && answer.facets.every((f) => f.values.length === 0)));
      if (!counted) return;
      last = answer;
      // On a phone the results come first.
      if (count > 0 && !bar.dataset.seen && matchMedia("(min-width: 48rem)").matches) bar.open = true;
      bar.dataset.seen = "yes";
      render(answer, filters);
    }

    return { element: bar, show, clear };
  }

  function button(className, text, click) {
    const made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", click);
    return made;
  }

  function result(hit) {
    const item = element("li", "search-hit");
    const title = marked("search-hit-title", "a", hit.title, hit.marks.title);
    title.href = href(hit);
    item.append(speaks(title, hit));
    const line = where(hit);
    if (line) item.append(element("p", "search-hit-where", line));
    // Its room is kept, so that nothing moves when the text comes.
    const room = element("p", "search-hit-text");
    item.append(room);
    if (hit.like.length) item.append(...likes(hit));
    let filling = null;
    item.fill = () => filling || (filling = hit.place().then(() => {
      title.href = href(hit);
      const text = marked("search-hit-text", "p", hit.best.snippet, hit.marks.snippet);
      speaks(text, hit);
      const step = /^step-(?:\d+-)?(\d+[a-z-]*)$/.exec(hit.best.kind === "step" && hit.best.anchor);
      if (step) text.prepend(element("span", "search-hit-step", words("step_n", { n: step[1] })), " ");
      if (hit.best.heading) text.prepend(marked("search-hit-heading", "strong", hit.best.heading, hit.marks.heading), " ");
      room.replaceWith(text);
    }, () => { /* the title alone leads there as well */ }));
    return item;
  }

  /** The guides that say nearly the same, folded away. */
  function likes(hit) {
    const list = element("ul", "search-likes");
    list.hidden = true;
    const fold = button("search-fold", words("like_it", { n: hit.like.length }), () => {
      list.hidden = !list.hidden;
      fold.setAttribute("aria-expanded", String(!list.hidden));
      if (list.hidden || list.firstChild) return;
      search.like(hit).then((copies) => list.replaceChildren(...copies.map((copy) => {
        const item = element("li"), link = element("a", "", copy.title);
        link.href = href(copy);
        item.append(speaks(link, copy), " ", element("span", "search-hit-where", where(copy)));
        return item;
      })), () => { list.hidden = true; });
    });
    fold.setAttribute("aria-expanded", "false");
    return [fold, list];
  }

  // ------------------------------------------------------------------ suggestions elsewhere

  function suggest(form, input, number) {
    const list = element("ul", "search-suggestions");
    list.id = "search-suggestions-" + number;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words("suggestions"));
    list.hidden = true;
    const status = element("span", "hidden-text");
    status.setAttribute("role", "status");
    form.append(list, status);
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false" };
    attributes["aria-controls"] = list.id;
    Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));
    let active = -1;

    const options = () => Array.from(list.querySelectorAll("[role=option]"));

    function open(yes) {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
      if (!yes) choose(-1);
    }

    function choose(at) {
      active = at;
      options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }

    const all = (text) => search.root + "search.html" + (text.trim() ? "#q=" + encoded(text.trim()) : "");

    /** `go` leads there. */
    function option(go, ...content) {
      const made = element("li", "search-suggestion");
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.append(...content);
      // The box must not lose focus before the click counts.
      made.addEventListener("mousedown", (event) => event.preventDefault());
      made.addEventListener("click", go);
      return made;
    }

    function suggestion(hit) {
      const line = where(hit);
      // To the place that answers, as from the search page, unless it is long in coming.
      return option(() => Promise.race([hit.place(), wait(ANNOUNCE)]).catch(() => {}).then(() => location.assign(href(hit))),
        speaks(marked("search-hit-title", "span", hit.title, hit.marks.title), hit), line ? " " : "", line ? element("span", "search-hit-where", line) : "");
    }

    // A search that cannot be loaded suggests nothing; the search page says why.
    const ask = asker((answer, text) => {
      if (document.activeElement !== input) return;
      const note = [missing(answer), answer.corrected && words("corrected", { query: answer.corrected.trim() })].filter(Boolean).join(" ");
      list.replaceChildren(...answer.hits.map(suggestion));
      if (answer.total > answer.hits.length) list.append(option(() => location.assign(all(text)), words("all_hits", { n: answer.total })));
      options().forEach((made, i) => { made.id = list.id + "-" + i; });
      if (note) {
        // Those who hear the page hear it from the status.
        const line = element("li", "search-hit-where", note);
        line.setAttribute("role", "presentation");
        line.setAttribute("aria-hidden", "true");
        list.prepend(line);
      }
      active = -1;
      open(answer.hits.length > 0);
      status.textContent = answer.hits.length ? note + " " + counted("suggested", answer.hits.length) : "";
    }, () => open(false), () => {});

    const typed = () => ask(DELAY, input.value, { limit: SUGGESTIONS, snippets: false });
    input.addEventListener("input", typed);
    input.addEventListener("focus", () => search.query("").catch(() => {}), { once: true });
    // The page may load this script only once the box is in use.
    if (document.activeElement === input && input.value !== "") typed();
    input.addEventListener("blur", () => open(false));
    input.addEventListener("keydown", (event) => {
      if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
      const count = options().length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && count > 0) {
        event.preventDefault();
        if (list.hidden) open(true);
        // The box itself is a stop between the last option and the first.
        const next = active + step;
        choose(next < -1 ? count - 1 : next >= count ? -1 : next);
      } else if (event.key === "Escape" && (!list.hidden || input.value !== "")) {
        event.preventDefault();
        if (list.hidden) input.value = "";
        else open(false);
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (active >= 0 && !list.hidden) options()[active].click();
      else location.assign(all(input.value));
    });
  }

  // ------------------------------------------------------------------ begin

  function begin() {
    const box = document.getElementById("search-results");
    const status = document.getElementById("search-status");
    // A heading of an article may have the same id.
    const here = box instanceof HTMLDivElement && status instanceof HTMLParagraphElement;
    if (!search) {
      if (here) status.textContent = words("search_failed");
      return;
    }
    const forms = Array.from(document.querySelectorAll("form.search[role=search]"))
      .filter((form) => form.querySelector("input[type=search]"));
    const main = here && (forms.find((form) => form.closest("main")) || forms[0]);
    forms.forEach((form, number) => {
      const input = form.querySelector("input[type=search]");
      if (form === main) searchPage(form, input, box, status);
      else suggest(form, input, number);
    });
  }

  // The search page asks for this script before the page is all there.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
