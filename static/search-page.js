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
  if (!search) return;

  const PAGE = 20;
  const SUGGESTIONS = 7;
  const DELAY = 120;
  const ANNOUNCE = 500;
  const SAY = {
    results: (n, q) => (n === 1 ? "1 result for " : n + " results for ") + "“" + q + "”",
    none: (q) => "No results for “" + q + "”.",
    none_help: "Try other words, or look through ",
    list: "all guides from A to Z",
    failed: "The search could not be loaded. ",
    failed_help: "Reload the page, or look through ",
    guesses: (words) => "Also searched for " + words.map((w) => "“" + w + "”").join(", ") + ".",
    more: "More results",
    suggestions: "Suggestions",
    suggested: (n) => (n === 1 ? "1 suggestion" : n + " suggestions"),
    step: "Step",
  };

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

  /** Calls `then` with the answer, unless another question was asked since. */
  function asker(then, failed) {
    let last = 0, timer = 0;
    return (delay, ...question) => {
      const mine = ++last;
      clearTimeout(timer);
      timer = setTimeout(() => {
        search.query(...question).then((answer) => mine === last && then(answer, ...question), (error) => mine === last && failed(error));
      }, delay);
    };
  }

  const shorten = (text) => (text.length > 60 ? text.slice(0, 60) + "…" : text);
  const href = (hit) => search.root + hit.url;
  const where = (hit) => [hit.category].concat(hit.platforms).filter(Boolean).join(" · ");
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  function listLink(box) {
    const link = element("a", "", SAY.list);
    link.href = search.root + ((box && box.getAttribute("data-list")) || "a-z.html");
    return link;
  }

  // ------------------------------------------------------------------ the search page

  function searchPage(form, input, box, status) {
    let announcing = 0, limit = PAGE, titles = null;

    function say(text) {
      clearTimeout(announcing);
      announcing = setTimeout(() => { status.textContent = text; }, ANNOUNCE);
    }

    const show = (answer, text, options) => {
      const q = text.trim();
      if (q === "") {
        box.replaceChildren();
        return say("");
      }
      if (answer.total === 0) {
        const help = element("p", "search-none", SAY.none_help);
        help.append(listLink(box), ".");
        box.replaceChildren(help);
        return say(SAY.none(shorten(q)));
      }
      const guesses = answer.guesses.length ? [element("p", "search-guesses", SAY.guesses(answer.guesses))] : [];
      const list = element("ol", "search-hits");
      answer.hits.forEach((hit) => list.append(result(hit)));
      // The reader may have gone to a result while its snippet was on the way.
      const at = links().indexOf(document.activeElement);
      box.replaceChildren(...guesses, list);
      if (answer.total > answer.hits.length) {
        const more = element("button", "search-more", SAY.more);
        more.type = "button";
        more.addEventListener("click", () => {
          const next = links().length;
          limit += PAGE;
          ask(0, input.value, { limit });
          titles = next;
        });
        box.append(more);
      }
      const focus = titles !== null && links().length > titles ? titles : at;
      if (focus >= 0 && links()[focus]) links()[focus].focus();
      titles = null;
      if (options.snippets === false) ask(0, text, { limit });
      else say(SAY.results(answer.total, shorten(q)));
    };

    function fail() {
      const help = element("p", "search-none", SAY.failed + SAY.failed_help);
      help.append(listLink(box), ".");
      box.replaceChildren(help);
      say(SAY.failed.trim());
    }

    const ask = asker(show, fail);
    const links = () => Array.from(box.querySelectorAll("a.search-hit-title"));

    // Titles first: they cost a third of what titles and snippets cost.
    function run(delay) {
      limit = PAGE;
      ask(delay, input.value, { limit, snippets: false });
      // Half of a character pair cannot stand in an address.
      const q = input.value.trim().replace(/[\ud800-\udfff]/gu, "\ufffd");
      const address = location.href.split(/[?#]/)[0] + (q ? "#q=" + encodeURIComponent(q) : "");
      try { history.replaceState(null, "", address); } catch (error) { /* the address stays */ }
    }

    function fromAddress() {
      const read = (text) => new URLSearchParams(text.slice(1)).get("q");
      const q = read(location.hash) || read(location.search);
      if (q !== null && q !== input.value.trim()) {
        input.value = q.slice(0, 256);
        run(0);
      }
    }

    input.addEventListener("input", () => run(DELAY));
    input.setAttribute("autocomplete", "off");
    form.addEventListener("submit", (event) => { event.preventDefault(); run(0); });
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
      const to = { ArrowDown: all[at + 1], ArrowUp: all[at - 1] || input, Home: all[0], End: all[all.length - 1], Escape: input }[event.key];
      if (!to) return;
      event.preventDefault();
      to.focus();
    });

    fromAddress();
    if (input.value === "") search.query("").catch(fail);
    else run(0);
  }

  function result(hit) {
    const item = element("li", "search-hit");
    const title = marked("search-hit-title", "a", hit.title, hit.marks.title);
    title.href = href(hit);
    item.append(title);
    const line = where(hit);
    if (line) item.append(element("p", "search-hit-where", line));
    const text = marked("search-hit-text", "p", hit.best.snippet, hit.marks.snippet);
    if (hit.best.heading) {
      const heading = marked("search-hit-heading", "strong", hit.best.heading, hit.marks.heading);
      text.prepend(heading, " ");
    }
    if (text.textContent) item.append(text);
    return item;
  }

  // ------------------------------------------------------------------ suggestions elsewhere

  function suggest(form, input, number) {
    const list = element("ul", "search-suggestions");
    list.id = "search-suggestions-" + number;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", SAY.suggestions);
    list.hidden = true;
    const status = element("span", "visually-hidden");
    status.setAttribute("role", "status");
    form.append(list, status);
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
    Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));
    let active = -1;

    const options = () => Array.from(list.children);

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

    // A search that cannot be loaded suggests nothing; the search page says why.
    const ask = asker((answer) => {
      if (document.activeElement !== input) return;
      list.replaceChildren(...answer.hits.map((hit, i) => {
        const option = element("li", "search-suggestion");
        option.id = list.id + "-" + i;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(marked("search-hit-title", "span", hit.title, hit.marks.title));
        const line = where(hit);
        if (line) option.append(" ", element("span", "search-hit-where", line));
        // The box must not lose focus before the click counts.
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => location.assign(href(hit)));
        option.dataset.href = href(hit);
        return option;
      }));
      active = -1;
      open(answer.hits.length > 0);
      status.textContent = answer.hits.length ? SAY.suggested(answer.hits.length) : "";
    }, () => open(false));

    input.addEventListener("input", () => ask(DELAY, input.value, { limit: SUGGESTIONS, snippets: false }));
    input.addEventListener("focus", () => search.query("").catch(() => {}), { once: true });
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
      const q = input.value.trim().replace(/[\ud800-\udfff]/gu, "\ufffd");
      if (active >= 0 && !list.hidden) location.assign(options()[active].dataset.href);
      else location.assign(search.root + "search.html" + (q ? "#q=" + encodeURIComponent(q) : ""));
    });
  }

  // ------------------------------------------------------------------ begin

  const box = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  // A heading of an article may have the same id.
  const here = box instanceof HTMLDivElement && status instanceof HTMLParagraphElement;
  const forms = Array.from(document.querySelectorAll("form.search[role=search]")).filter((form) => form.querySelector("input[type=search]"));
  const main = here && (forms.find((form) => form.closest("main")) || forms[0]);
  forms.forEach((form, number) => {
    const input = form.querySelector("input[type=search]");
    if (form === main) searchPage(form, input, box, status);
    else suggest(form, input, number);
  });
})();
