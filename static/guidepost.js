// guidepost: what a page can do with scripts. Every page reads and works without this file; each part below
// looks for its place on the page and leaves when it is not there.
(function () {
  'use strict';
  var root = document.documentElement;
  var base = root.dataset.root || './';
  var article = document.querySelector('.page-guide .guide');
  // Nobody waited that long: what is being read is not folded any more.
  var late = root.classList.contains('ready') && scrollY > 0;
  window.guidepostRuns = true;
  root.classList.add('ready');
  var phrases = window.guidepostWords || {};

  // What a step says and which heading it is under, before anything is added: by this its mark is kept, not by its
  // number, which is another one when a step is put before it.
  var steps = article ? all('.steps > .step', article) : [];
  var seen = {};
  steps.forEach(function (step) {
    var name = headingOf(step.closest('section')) + '\n' + step.querySelector('.step-text').textContent;
    seen[name] = (seen[name] || 0) + 1;
    step.words = Array.from(name + seen[name]).reduce(function (sum, c) { return Math.imul(sum, 31) + c.codePointAt(0) | 0; }, 0);
  });

  // ---- small things ------------------------------------------------------------------------------------

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  function headingOf(section) {
    var head = section && section.querySelector(':scope > :is(h2, h3, h4, h5, h6)');
    return head ? all(':scope > .fold', head).reduce(function (text, button) { return text.slice(0, -button.textContent.length); }, head.textContent).trim() : '';
  }

  // A phrase in the language of the site, its braces filled in.
  function words(name, values) {
    return (phrases[name] || name).replace(/\{(\w+)\}/g, function (hole, key) { return values[key]; });
  }

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) element.textContent = text;
    return element;
  }

  // Storage may be off, full or filled with something else: then nothing is kept, and nothing breaks. Every site of a
  // server and every file of a disk has the same storage, so each name begins with where its site lies, which `site.js` says.
  function keep(name, value) {
    try {
      if (value === null) localStorage.removeItem(window.guidepostKept + name);
      else localStorage.setItem(window.guidepostKept + name, value);
    } catch (e) { return; }
  }
  function kept(name) { try { return localStorage.getItem(window.guidepostKept + name); } catch (e) { return null; } }

  function later(act) { requestAnimationFrame(function () { setTimeout(act); }); }
  // What has its room and moves nothing comes after the first paint, but where the page waits for it anyway.
  var soon = root.classList.contains('settle') ? function (act) { act(); } : later;

  var voice = make('div', { 'class': 'hidden-text', role: 'status', 'aria-live': 'polite' });
  document.body.appendChild(voice);
  function say(text) { voice.textContent = ''; setTimeout(function () { voice.textContent = text; }, 50); }

  function nothing() { return; }

  // Code that comes when a reader asks for what it does: `name` is what its file gives to the page.
  var scripts = {};
  function withCode(file, name, then, failed) {
    if (window[name]) return then(window[name]);
    var script = scripts[file];
    if (!script) {
      script = scripts[file] = make('script', { src: base + 'assets/' + file });
      script.addEventListener('error', function () { delete scripts[file]; });
      document.head.appendChild(script);
    }
    script.addEventListener('load', function () { then(window[name]); });
    script.addEventListener('error', failed || nothing);
  }

  // ---- light and dark ----------------------------------------------------------------------------------

  var slot = document.querySelector('.theme-slot');
  if (slot && window.matchMedia) {
    var system = matchMedia('(prefers-color-scheme: dark)');
    var toggle = make('button', { type: 'button', 'class': 'theme-toggle' });
    var isDark = function () { return (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark'; };
    var label = function () {
      var text = words(isDark() ? 'light' : 'dark');
      toggle.setAttribute('aria-label', text);
      toggle.title = text;
    };
    toggle.addEventListener('click', function () {
      var dark = !isDark();
      // Back at the system's own choice, the page follows the system again.
      if (dark === system.matches) { delete root.dataset.theme; keep('theme', null); }
      else { root.dataset.theme = dark ? 'dark' : 'light'; keep('theme', root.dataset.theme); }
      label();
    });
    if (system.addEventListener) system.addEventListener('change', label);
    label();
    slot.appendChild(toggle);
  }

  // ---- search: its engine comes when the box is used -----------------------------------------------------

  var searchAsked = !!document.querySelector('script[src$="assets/search-page.js"]');
  function askSearch() {
    if (searchAsked) return;
    searchAsked = true;
    ['search.js', 'search-page.js'].forEach(function (name) {
      var script = document.createElement('script');
      script.src = base + 'assets/' + name;
      script.async = false;
      script.onerror = function () { (document.getElementById('search-status') || voice).textContent = words('search_failed'); };
      document.head.appendChild(script);
    });
  }
  all('form.search input').forEach(function (input) {
    input.addEventListener('focus', askSearch);
    if (document.activeElement === input) askSearch();
  });
  if (document.body.classList.contains('page-search')) later(askSearch);

  // ---- copying -----------------------------------------------------------------------------------------

  // Works from a disk as well, where the newer way may not, and takes two forms of the same at once.
  function put(text, html, done, failed) {
    var taken = false;
    function fill(event) {
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      if (html) event.clipboardData.setData('text/html', html);
      taken = true;
    }
    document.addEventListener('copy', fill);
    try { document.execCommand('copy'); } catch (e) { taken = false; }
    document.removeEventListener('copy', fill);
    if (taken) done();
    else if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, failed);
    else failed();
  }

  // What the button says is heard, and seen for a moment.
  function succeed(button, text) {
    button.classList.add('ok');
    say(text);
    setTimeout(function () { button.classList.remove('ok'); }, 1600);
  }

  function copyButton(source, name) {
    var button = make('button', { type: 'button', 'class': 'copy', 'aria-label': name, title: words('copy') });
    button.addEventListener('click', function () {
      put(source.textContent.replace(/\n$/, ''), '', function () { succeed(button, words('copied')); }, function () {
        getSelection().selectAllChildren(source);
        say(words('press_copy'));
      });
    });
    return button;
  }

  soon(function () {
    all('main pre').forEach(function (pre) {
      var box = make('div', { 'class': 'code-box' });
      pre.parentNode.insertBefore(box, pre);
      box.appendChild(pre);
      box.appendChild(copyButton(pre.querySelector('code') || pre, words('copy_code')));
    });
    // In a line: what one would type.
    all('.guide .typed').forEach(function (code) {
      if (code.closest('.note')) return;
      var text = code.textContent.trim();
      // Short code, its button and the full stop after them stay on one line; of long code the last two.
      var line = make('span', code.classList.contains('one-line') ? { 'class': 'one-line' } : {});
      code.parentNode.insertBefore(line, code);
      var tail = make('span', { 'class': 'one-line' });
      line.appendChild(code);
      line.appendChild(tail);
      tail.appendChild(copyButton(code, words('copy_this', { what: text.slice(0, 80) })));
      var after = line.nextSibling;
      var stop = after && after.nodeType === 3 && /^[.,;:!?)]+/.exec(after.data);
      if (stop) {
        tail.appendChild(document.createTextNode(stop[0]));
        after.data = after.data.slice(stop[0].length);
      }
    });
  });

  // What scrolls sideways must be reachable by keyboard.
  // Measured after the first paint, as measuring takes longer than all else here.
  later(function () {
    all('main pre, .prose').forEach(function (box) {
      if (box.scrollWidth <= box.clientWidth + 1) return;
      box.tabIndex = 0;
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', words(box.localName === 'pre' ? 'code' : 'table'));
    });
  });

  // ---- lists: filter what is on this page --------------------------------------------------------------

  var filter = document.querySelector('.filter');
  if (filter) {
    var rows = all('.filterable .row');
    var choices = all('.keep button');
    var box = make('input', { type: 'search', 'aria-label': words('filter'), placeholder: words('filter'), autocomplete: 'off' });
    var shown = make('span', { role: 'status' });
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    var only = '';
    var sift = function () {
      var asked = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var count = 0;
      rows.forEach(function (row, i) {
        // A guide that names no platform is for any.
        var platforms = row.dataset.platforms;
        var fits = asked.every(function (word) { return texts[i].indexOf(word) >= 0; }) &&
          (!only || !platforms || platforms.split(' ').indexOf(only) >= 0);
        row.hidden = !fits;
        if (fits) count++;
      });
      all('.filterable .letter').forEach(function (head) {
        head.hidden = !head.nextElementSibling.querySelector('.row:not([hidden])');
      });
      all('.filterable > section').forEach(function (part) { part.hidden = asked.length > 0 && !part.querySelector('.row:not([hidden])'); });
      shown.textContent = asked.length || only ? words('filtered', { n: count, of: rows.length }) : '';
    };
    box.addEventListener('input', sift);
    choices.forEach(function (button) {
      button.addEventListener('click', function () {
        only = button.value;
        choices.forEach(function (other) { other.setAttribute('aria-pressed', String(other === button)); });
        sift();
      });
    });
    if (!filter.classList.contains('few')) filter.appendChild(box);
    filter.appendChild(shown);
  }

  all('button.print').forEach(function (button) { button.addEventListener('click', function () { print(); }); });

  // ---- print: everything, with its pictures ------------------------------------------------------------

  addEventListener('beforeprint', function () {
    all('img[loading=lazy]').forEach(function (image) { image.loading = 'eager'; });
    all('details').forEach(function (details) { details.open = true; });
  });

  // ---- pages of the Settings app open on Windows only --------------------------------------------------

  if (root.classList.contains('windows')) all('[data-open]').forEach(function (place) {
    var address = place.dataset.open, text = place.textContent;
    if (!/^ms-settings:[a-z0-9-]+$/.test(address)) return;
    var link = make('a', { 'class': 'open-settings', href: address });
    if (text.toLowerCase() === address) {
      link.textContent = words('open_in_settings');
      var box = place.closest('span.one-line') || place.closest('code') || place;
      box.parentNode.insertBefore(link, box.nextSibling);
      link.before(' ');
    } else {
      link.textContent = /^(open)?$/i.test(text.trim()) ? words('open_in_settings') : text;
      place.replaceWith(link);
    }
  });

  // ---- how old is it -----------------------------------------------------------------------------------

  // The page is made once and read for years: only the reader's clock knows. Said in words of ours, as a browser
  // needs longer to load its own than for all else before the first paint. Always of several: "2 months ago".
  function age(day) {
    var days = Math.round((Date.now() - Date.parse(day)) / 864e5);
    var unit = days < 46 ? ['days_ago', 1] : days < 548 ? ['months_ago', 30.4] : ['years_ago', 365];
    return days < 2 ? '' : words(unit[0], { n: Math.round(days / unit[1]) });
  }
  all('time.due').forEach(function (time) {
    if (Date.parse(time.dateTime) > Date.now()) return;
    var ago = age(time.dateTime);
    time.classList.add('overdue');
    time.textContent = words('overdue') + ' ' + time.textContent + (ago && ' (' + ago + ')');
  });

  if (!article) return;

  // In place of the day, which takes about as much room, so that no line grows; the day is under the pointer and on paper.
  all('.fact.verified time', article).forEach(function (time) {
    var ago = age(time.dateTime), day = time.textContent;
    if (!ago) return;
    time.title = day;
    time.textContent = '';
    time.appendChild(make('span', { 'class': 'ago' }, ago));
    time.appendChild(make('span', { 'class': 'day' }, day));
  });
  all('.fact.review time', article).forEach(function (time) {
    if (Date.parse(time.dateTime) > Date.now()) return;
    time.closest('.fact').classList.add('overdue');
    time.previousSibling.data = words('overdue') + ' ';
  });

  // ---- pictures open large -----------------------------------------------------------------------------

  // In a page that is one file the picture is there once and its link leads nowhere: then it is a button.
  all('.shot a:not([href])', article).forEach(function (link) {
    var alt = link.querySelector('img').alt;
    link.setAttribute('href', '#');
    link.setAttribute('role', 'button');
    link.setAttribute('aria-label', words('open_picture') + (alt ? ': ' + alt : ''));
  });

  function askedForPicture(event) {
    var link = event.target.closest('.shot a, .zoom');
    return link && link.querySelector('img') && window.HTMLDialogElement ? link : null;
  }
  ['pointerover', 'focusin'].forEach(function (kind) {
    article.addEventListener(kind, function (event) { if (askedForPicture(event)) withCode('zoom.js', 'guidepostZoom', nothing); });
  });
  article.addEventListener('click', function (event) {
    var link = askedForPicture(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    withCode('zoom.js', 'guidepostZoom', function (open) { open(link, words, make); }, function () { location.href = link.href; });
  });

  // ---- what is folded: all ways but the first, and what is for another platform -------------------------

  var links = {};
  all('.step-index a').forEach(function (link) { links[link.hash.slice(1)] = link; });

  var FOLDED = '.method:not(.open) > section:first-child > .section-body, .method:not(.open) > section ~ section, ' +
    '.elsewhere > .step-body, .elsewhere > .section-body';
  // The browser looks into what is folded so, and says when it has found something there.
  function refold() {
    all('[hidden=until-found]', article).forEach(function (part) { if (!part.matches(FOLDED)) part.removeAttribute('hidden'); });
    all(FOLDED, article).forEach(function (part) { part.setAttribute('hidden', 'until-found'); });
    Object.keys(links).forEach(function (id) {
      var part = document.getElementById(id);
      links[id].classList.toggle('index-elsewhere', !!part && !!part.closest('.elsewhere'));
    });
  }

  var methods = all('.method');
  function setOpen(method, open) {
    method.classList.toggle('open', open);
    if (!method.button) return;
    method.button.textContent = words(open ? 'hide' : 'show');
    method.button.setAttribute('aria-expanded', String(open));
  }
  methods.forEach(function (method, i) {
    if (methods.length > 1) {
      var head = method.querySelector('h2, h3, h4, h5, h6');
      method.button = make('button', { type: 'button', 'class': 'fold', 'aria-describedby': method.firstElementChild.id });
      method.button.addEventListener('click', function () { setOpen(method, !method.classList.contains('open')); refold(); });
      head.appendChild(method.button);
      head.addEventListener('click', function (event) {
        if (!event.target.closest('a, button') && !method.classList.contains('open')) { setOpen(method, true); refold(); }
      });
    }
    setOpen(method, i === 0 || late);
  });

  // Opens whatever a part lies in. What is for another platform keeps the line that says so.
  function unfold(part) {
    for (; part && part !== article; part = part.parentNode) {
      if (part.classList.contains('method')) setOpen(part, true);
      if (part.classList.contains('elsewhere')) {
        part.classList.remove('elsewhere');
        part.querySelector(':scope > .elsewhere-line button').remove();
      }
    }
    refold();
  }
  article.addEventListener('beforematch', function (event) { unfold(event.target); });
  function reveal() {
    var target;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { return; }
    if (!target || !article.contains(target) || !target.closest('.method:not(.open), .elsewhere')) return;
    unfold(target);
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  // A link to where the reader is already changes no address.
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal();
  });

  // ---- one platform at a time --------------------------------------------------------------------------

  var choices = all('.switch button', article);
  if (choices.length) {
    var bound = all('[data-platforms]', article);
    // Places that are called otherwise on one platform, and the lines that say so to those who have not chosen.
    var names = all('[data-on]'), asides = all('.step-elsewhere', article);
    names.forEach(function (name) { name.dataset.written = name.textContent; });
    var fitting = function (part, platform) { return (' ' + part.dataset.platforms + ' ').indexOf(' ' + platform + ' ') >= 0; };
    var show = function (chosen) {
      var name = '', folded = 0;
      choices.forEach(function (button) {
        button.setAttribute('aria-pressed', String(button.value === chosen));
        if (button.value === chosen) name = button.textContent;
      });
      all('.elsewhere-line', article).forEach(function (line) { line.remove(); });
      bound.forEach(function (part) {
        var fits = !chosen || fitting(part, chosen);
        part.classList.toggle('elsewhere', !fits);
        if (fits) return;
        folded++;
        var names = choices.filter(function (b) { return b.value && fitting(part, b.value); });
        names = names.map(function (b) { return b.textContent; }).join(words('and'));
        var line = make('p', { 'class': 'elsewhere-line' }, words('only_for', { names: names }) + ' ');
        var back = make('button', { type: 'button' }, words('show'));
        back.addEventListener('click', function () { unfold(part); part.querySelector('a[href^="#"]').focus(); });
        line.appendChild(back);
        part.insertBefore(line, part.querySelector(':scope > .step-body, :scope > .section-body'));
      });
      names.forEach(function (name) { name.textContent = name.dataset.on === chosen ? name.dataset.name : name.dataset.written; });
      asides.forEach(function (aside) { aside.hidden = !!chosen && aside.dataset.for !== chosen; });
      refold();
      return chosen ? words(folded === 1 ? 'folded_one' : 'folded', { n: folded, name: name }) : words('unfolded');
    };
    choices.forEach(function (button) {
      button.addEventListener('click', function () {
        keep('platform', button.value || null);
        say(show(button.value));
      });
    });
    var before = kept('platform') || '';
    if (!late && choices.some(function (b) { return b.value === before; })) show(before);
  }
  refold();
  reveal();

  // ---- steps: checked ones, the current one ------------------------------------------------------------

  soon(function () {
    if (steps.length > 1) checkable(steps);
    if (steps.length && window.IntersectionObserver) follow(steps);
  });

  // "Method 1: In Settings, step 2"
  function nameOf(step) {
    var method = step.closest('.method');
    return [headingOf(method && method.firstElementChild), headingOf(step.closest('section'))].filter(function (name, i, names) {
      return name && (i === 0 || name !== names[0]);
    }).concat(words('step_n', { n: step.querySelector('.step-number').lastChild.data })).join(', ');
  }

  // Steps that are counted together: those of one way, or under one heading.
  function groupsOf(steps) {
    var groups = [];
    steps.forEach(function (step) {
      var within = step.closest('.method') || step.closest('section');
      var group = groups.filter(function (g) { return g.within === within; })[0];
      if (!group) groups.push(group = { within: within, steps: [] });
      group.steps.push(step);
    });
    return groups;
  }

  function checkable(steps) {
    var name = 'done.' + article.dataset.key;
    var boxes = {};
    var groups = groupsOf(steps);
    steps.forEach(function (step) {
      var label = make('label', { 'class': 'done', title: words('done') });
      var box = make('input', { type: 'checkbox', 'aria-label': words('step_done', { step: groups.length > 1 ? nameOf(step) : step.querySelector('.step-number').textContent }) });
      var ring = make('i');
      ring.appendChild(make('span'));
      label.appendChild(box);
      label.appendChild(ring);
      box.addEventListener('change', function () { paint(); save(); say(countOf(step)); });
      step.querySelector('.step-text').appendChild(label);
      boxes[step.id] = box;
    });
    groups.forEach(function (group) {
      var last = group.steps[group.steps.length - 1].parentNode;
      group.line = make('p', { 'class': 'checked-line', hidden: '' });
      group.count = make('span');
      group.line.appendChild(group.count);
      var clear = make('button', { type: 'button' }, words('clear'));
      clear.addEventListener('click', function () {
        group.steps.forEach(function (step) { boxes[step.id].checked = false; });
        paint();
        save();
        boxes[group.steps[0].id].focus({ preventScroll: true });
        say(words('cleared'));
      });
      group.line.appendChild(clear);
      last.parentNode.insertBefore(group.line, last.nextSibling);
    });

    function countOf(step) { return groups.filter(function (g) { return g.steps.indexOf(step) >= 0; })[0].count.textContent; }
    function paint() {
      groups.forEach(function (group) {
        var done = group.steps.filter(function (step) { return boxes[step.id].checked; }).length;
        group.line.hidden = !done;
        group.count.textContent = words('checked', { n: done, of: group.steps.length });
      });
      steps.forEach(function (step) {
        var checked = boxes[step.id].checked;
        step.classList.toggle('is-done', checked);
        if (links[step.id]) links[step.id].classList.toggle('index-done', checked);
      });
    }
    function save() {
      var done = steps.filter(function (step) { return boxes[step.id].checked; }).map(function (step) { return step.words; });
      keep(name, done.length ? JSON.stringify(done) : null);
    }
    function load() {
      var done = [];
      try { done = JSON.parse(kept(name)) || []; } catch (e) { done = []; }
      if (!Array.isArray(done)) done = [];
      // Steps that are not there any more, or say something else now, are forgotten.
      steps.forEach(function (step) { boxes[step.id].checked = done.indexOf(step.words) >= 0; });
      paint();
    }
    addEventListener('storage', function (event) { if (event.key === window.guidepostKept + name) load(); });
    load();
  }

  function follow(steps) {
    var read = make('progress', { 'class': 'read', max: 1, value: 0, 'aria-label': words('place') });
    var main = document.querySelector('main');
    main.insertBefore(read, main.firstChild);
    var index = document.querySelector('.step-index');
    var groups = groupsOf(steps);
    var inView = [];
    var current;
    var watcher = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var at = inView.indexOf(entry.target);
        if (entry.isIntersecting && at < 0) inView.push(entry.target);
        else if (!entry.isIntersecting && at >= 0) inView.splice(at, 1);
      });
      var step = steps.filter(function (step) { return inView.indexOf(step) >= 0; })[0];
      if (!step || step === current) return;
      if (current && links[current.id]) links[current.id].removeAttribute('aria-current');
      current = step;
      var group = groups.filter(function (g) { return g.steps.indexOf(step) >= 0; })[0].steps;
      read.max = group.length;
      read.value = group.indexOf(step) + 1;
      var link = links[step.id];
      if (!link) return;
      link.setAttribute('aria-current', 'step');
      var top = link.offsetTop, bottom = top + link.offsetHeight;
      if (top < index.scrollTop + 40 || bottom > index.scrollTop + index.clientHeight - 40) {
        index.scrollTop = top - index.clientHeight / 2;
      }
    }, { rootMargin: '-18% 0px -62% 0px' });
    later(function () { steps.forEach(function (step) { watcher.observe(step); }); });
  }

  // ---- one step: its address, and a word to those who write ---------------------------------------------

  // Where the site is hosted, if that is known: a place on this disk is no address to give away.
  var hosted = window.guidepostBase;
  var here = hosted ? hosted + article.dataset.key.split('/').map(encodeURIComponent).join('/') : location.href.split('#')[0];
  var tools = make('p', { 'class': 'step-tools' });
  var copyLink = make('button', { type: 'button' }, words('copy_link'));
  var report = make('a', { rel: 'noopener noreferrer external' }, words('report_step'));
  if (hosted || !document.querySelector('.provenance')) tools.appendChild(copyLink);
  if (article.dataset.report) tools.appendChild(report);
  copyLink.addEventListener('click', function () {
    put(here + '#' + tools.step.id, '', function () { succeed(copyLink, words('link_copied')); }, function () { say(words('press_copy')); });
  });
  function offer(event) {
    var target = event.type === 'hashchange' ? document.querySelector(':target') : event.target;
    var step = target && target.closest && target.closest('.steps > .step');
    if (!step || step === tools.step || (event.type === 'pointerover' && tools.contains(document.activeElement))) return;
    tools.step = step;
    step.querySelector('.step-text').after(tools);
    if (!article.dataset.report) return;
    report.href = article.dataset.report.split('{step}').join(encodeURIComponent(nameOf(step))).split('{anchor}').join(encodeURIComponent('#' + step.id));
  }
  ['pointerover', 'focusin'].forEach(function (kind) { article.addEventListener(kind, offer); });
  addEventListener('hashchange', offer);

  // ---- steps for a ticket or a message: the code comes when it is needed --------------------------------

  all('.tools', article).forEach(function (box) {
    ['pointerover', 'focusin'].forEach(function (kind) {
      box.addEventListener(kind, function () { withCode('copy-steps.js', 'guidepostSteps', nothing); }, { once: true });
    });
  });
  all('.tools button', article).forEach(function (button) {
    button.addEventListener('click', function () {
      withCode('copy-steps.js', 'guidepostSteps', function (steps) {
        var made = steps.copy(article, button.value, words, here);
        // HTML goes along with its source: a mail takes the one, a plain box the other.
        put(made.text, button.value === 'html' ? made.text : '', function () {
          succeed(button, words('copied_steps', { n: made.count, format: button.textContent }));
        }, function () { say(words('press_copy')); });
      });
    });
  });
})();
