// guidepost: what a page can do with scripts. Every page reads and works without this file; each part below
// looks for its place on the page and leaves when it is not there.
(function () {
  'use strict';
  var root = document.documentElement;
  var base = root.dataset.root || './';
  var article = document.querySelector('.page-guide .guide');
  var phrases = window.guidepostWords || {};

  // ---- small things ------------------------------------------------------------------------------------

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

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

  // Storage may be off, full or filled with something else: then nothing is kept, and nothing breaks.
  function keep(name, value) {
    try {
      if (value === null) localStorage.removeItem('guidepost.' + name);
      else localStorage.setItem('guidepost.' + name, value);
    } catch (e) { return; }
  }
  function kept(name) { try { return localStorage.getItem('guidepost.' + name); } catch (e) { return null; } }

  function later(act) { requestAnimationFrame(function () { setTimeout(act); }); }

  var voice = make('div', { 'class': 'hidden-text', role: 'status', 'aria-live': 'polite' });
  document.body.appendChild(voice);
  function say(text) { voice.textContent = ''; setTimeout(function () { voice.textContent = text; }, 50); }

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
      document.head.appendChild(script);
    });
  }
  all('form.search input').forEach(function (input) {
    input.addEventListener('focus', askSearch);
    if (document.activeElement === input) askSearch();
  });
  if (document.body.classList.contains('page-search')) later(askSearch);
  document.addEventListener('keydown', function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== 'k') return;
    var input = document.querySelector('form.search input');
    if (input) { event.preventDefault(); input.focus(); input.select(); }
  });

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

  all('main pre').forEach(function (pre) {
    var box = make('div', { 'class': 'code-box' });
    pre.parentNode.insertBefore(box, pre);
    box.appendChild(pre);
    box.appendChild(copyButton(pre.querySelector('code') || pre, words('copy_code')));
  });
  // Inline: what one would type, such as a command or a path, not a single word.
  all('.guide code').forEach(function (code) {
    var text = code.textContent.trim();
    if (code.closest('pre, a, .note') || !/^([a-z][\w.-]*|[A-Z][a-z]+-[A-Z]\w*)\s+\S|\\|\.(exe|msc|cpl)$/.test(text) || text.length < 5) return;
    // Short code, its button and the full stop after them stay on one line.
    var line = make('span', text.length < 20 ? { 'class': 'one-line' } : {});
    code.parentNode.insertBefore(line, code);
    line.appendChild(code);
    line.appendChild(copyButton(code, words('copy_this', { what: text.slice(0, 80) })));
    var after = line.nextSibling;
    var stop = after && after.nodeType === 3 && /^[.,;:!?)]+/.exec(after.data);
    if (stop) {
      line.appendChild(document.createTextNode(stop[0]));
      after.data = after.data.slice(stop[0].length);
    }
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

  var rows = all('.filterable .row');
  var choices = all('.keep button');
  if (rows.length > 12 || choices.length) {
    var filter = make('p', { 'class': 'filter' });
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
    if (rows.length > 12) filter.appendChild(box);
    filter.appendChild(shown);
    document.querySelector('.filterable').insertBefore(filter, document.querySelector('.filterable').firstChild);
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
      var box = place.closest('.one-line') || place.closest('code') || place;
      box.parentNode.insertBefore(link, box.nextSibling);
      link.before(' ');
    } else {
      link.textContent = /^(open)?$/i.test(text.trim()) ? words('open_in_settings') : text;
      if (!text) place.before(' ');
      place.replaceWith(link);
    }
  });

  // ---- how old is it -----------------------------------------------------------------------------------

  // The page is made once and read for years: only the reader's clock knows. Said in words of ours, as a browser
  // needs longer to load its own than for all else before the first paint. Always of several: " (2 months ago)".
  function age(day) {
    var days = Math.round((Date.now() - Date.parse(day)) / 864e5);
    var unit = days < 46 ? ['days_ago', 1] : days < 548 ? ['months_ago', 30.4] : ['years_ago', 365];
    return days < 2 ? '' : ' (' + words(unit[0], { n: Math.round(days / unit[1]) }) + ')';
  }
  all('time.due').forEach(function (time) {
    if (Date.parse(time.dateTime) > Date.now()) return;
    time.classList.add('overdue');
    time.textContent = words('overdue') + ' ' + time.textContent + age(time.dateTime);
  });

  if (!article) return;

  all('.fact.verified time', article).forEach(function (time) {
    time.textContent += age(time.dateTime);
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

  var dialog, bar, picture, caption, view, panning, scale;

  function fit() {
    // With the room of the scroll bars, which a picture that fits does without.
    var width = view.offsetWidth - 36, height = view.offsetHeight - 36;
    return Math.min(width / picture.naturalWidth, height / picture.naturalHeight, 1) || 1;
  }
  function zoom(to) {
    scale = Math.max(0.1, Math.min(6, to));
    picture.width = Math.round(picture.naturalWidth * scale);
    // The buttons keep their place: what cannot be moved is dimmed, not gone.
    var fits = view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight;
    all('button', panning).forEach(function (button) { button.disabled = fits; });
    view.classList.toggle('loose', !fits);
  }
  // A large picture is moved with the mouse, too; a click beside the picture closes.
  function drag() {
    var from;
    view.addEventListener('pointerdown', function (event) {
      if (event.pointerType === 'mouse') from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
    });
    view.addEventListener('pointermove', function (event) {
      if (!from || !event.buttons) return;
      view.scrollTo(from.left + from.x - event.clientX, from.top + from.y - event.clientY);
    });
    view.addEventListener('click', function (event) { if (event.target === view) dialog.close(); });
  }
  function makeDialog() {
    dialog = make('dialog', { 'class': 'zoom', 'aria-label': words('picture') });
    bar = make('div', { 'class': 'zoom-bar' });
    caption = make('p');
    bar.appendChild(caption);
    panning = make('span', { 'class': 'zoom-pan', role: 'group', 'aria-label': words('move') });
    function control(sign, name, act, within) {
      var button = make('button', { type: 'button', 'aria-label': words(name), title: words(name) }, sign);
      button.addEventListener('click', act);
      within.appendChild(button);
    }
    function pan(x, y) { return function () { view.scrollBy(x * view.clientWidth / 3, y * view.clientHeight / 3); }; }
    [['\u2190', 'left', -1, 0], ['\u2191', 'up', 0, -1], ['\u2193', 'down', 0, 1], ['\u2192', 'right', 1, 0]].forEach(function (way) {
      control(way[0], way[1], pan(way[2], way[3]), panning);
    });
    bar.appendChild(panning);
    control('\u2212', 'smaller', function () { zoom(scale / 1.3); }, bar);
    control('+', 'larger', function () { zoom(scale * 1.3); }, bar);
    control('\u2922', 'fit', function () { zoom(fit()); }, bar);
    control('\u2715', 'close', function () { dialog.close(); }, bar);
    view = make('div', { 'class': 'zoom-view', tabindex: '0', role: 'group', 'aria-label': words('picture_view') });
    picture = make('img', { draggable: 'false' });
    picture.addEventListener('load', function () { zoom(fit()); });
    view.appendChild(picture);
    drag();
    dialog.appendChild(bar);
    dialog.appendChild(view);
    dialog.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var way = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] }[event.key];
      // Whatever has the focus: a button does not scroll the picture by itself.
      if (way) { event.preventDefault(); view.scrollBy(way[0] * view.clientWidth / 8, way[1] * view.clientHeight / 8); }
      else if (event.key === '+' || event.key === '=') zoom(scale * 1.3);
      else if (event.key === '-') zoom(scale / 1.3);
      else if (event.key === '0') zoom(fit());
    });
    document.body.appendChild(dialog);
  }
  article.addEventListener('click', function (event) {
    var link = event.target.closest('.shot a');
    if (!link || !link.querySelector('img') || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    if (!dialog) makeDialog();
    var small = link.querySelector('img');
    caption.textContent = small.alt;
    picture.alt = small.alt;
    picture.removeAttribute('width');
    picture.src = link.getAttribute('href') === '#' ? small.src : link.href;
    scale = 1;
    dialog.showModal();
    bar.lastChild.focus();
    if (picture.complete && picture.naturalWidth) zoom(fit());
    dialog.addEventListener('close', function () { link.focus(); }, { once: true });
  });

  // ---- several ways: the first is open, the others wait ------------------------------------------------

  var methods = all('.method');
  function setOpen(method, open) {
    method.classList.toggle('open', open);
    method.parts.forEach(function (part) {
      if (open) part.removeAttribute('hidden');
      else part.setAttribute('hidden', 'until-found');
    });
    method.button.textContent = words(open ? 'hide' : 'show');
    method.button.setAttribute('aria-expanded', String(open));
  }
  if (methods.length > 1) {
    methods.forEach(function (method, i) {
      var head = method.querySelector('h2, h3, h4, h5, h6');
      var first = method.firstElementChild;
      method.parts = all(':scope > .section-body', first).concat(all(':scope > section', method).slice(1));
      method.button = make('button', { type: 'button', 'class': 'fold', 'aria-describedby': first.id });
      method.button.addEventListener('click', function () { setOpen(method, !method.classList.contains('open')); });
      head.appendChild(method.button);
      head.addEventListener('click', function (event) {
        if (!event.target.closest('a, button') && !method.classList.contains('open')) setOpen(method, true);
      });
      method.addEventListener('beforematch', function () { setOpen(method, true); });
      setOpen(method, i === 0);
    });
  } else methods.forEach(function (method) { method.classList.add('open'); });

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var method = target && target.closest('.method');
    if (method && method.button && !method.classList.contains('open')) {
      setOpen(method, true);
      target.scrollIntoView();
    }
  }
  addEventListener('hashchange', reveal);
  try { reveal(); } catch (e) { location.hash = ''; }

  var steps = all('.steps > .step', article);
  var links = {};
  all('.step-index li a').forEach(function (link) { links[link.hash.slice(1)] = link; });

  // ---- one platform at a time --------------------------------------------------------------------------

  var choices = all('.switch button', article);
  if (choices.length) {
    var bound = all('[data-platforms]', article);
    // Places that are called otherwise on one platform, and the lines that say so to those who have not chosen.
    var names = all('[data-on]', article), asides = all('.step-elsewhere', article);
    names.forEach(function (name) { name.dataset.written = name.textContent; });
    var fitting = function (part, platform) { return (' ' + part.dataset.platforms + ' ').indexOf(' ' + platform + ' ') >= 0; };
    var show = function (chosen) {
      var name = '', folded = 0;
      choices.forEach(function (button) {
        button.setAttribute('aria-pressed', String(button.value === chosen));
        if (button.value === chosen) name = button.textContent;
      });
      bound.forEach(function (part) {
        var fits = !chosen || fitting(part, chosen);
        part.classList.toggle('elsewhere', !fits);
        if (part.id && links[part.id]) links[part.id].classList.toggle('index-elsewhere', !fits);
        if (!fits) folded++;
        var line = part.querySelector(':scope > .elsewhere-line');
        if (fits) { if (line) line.remove(); return; }
        if (line) return;
        var names = choices.filter(function (b) { return b.value && fitting(part, b.value); });
        names = names.map(function (b) { return b.textContent; }).join(words('and'));
        line = make('p', { 'class': 'elsewhere-line' }, words('only_for', { names: names }) + ' ');
        var back = make('button', { type: 'button' }, words('show'));
        back.addEventListener('click', function () { part.classList.remove('elsewhere'); line.remove(); });
        line.appendChild(back);
        part.insertBefore(line, part.querySelector(':scope > .step-body, :scope > .section-body'));
      });
      names.forEach(function (name) { name.textContent = name.dataset.on === chosen ? name.dataset.name : name.dataset.written; });
      asides.forEach(function (aside) { aside.hidden = !!chosen && aside.dataset.for !== chosen; });
      return chosen ? words('folded', { n: folded, name: name }) : words('unfolded');
    };
    choices.forEach(function (button) {
      button.addEventListener('click', function () {
        keep('platform', button.value || null);
        say(show(button.value));
      });
    });
    var before = kept('platform') || '';
    if (choices.some(function (b) { return b.value === before; })) show(before);
  }

  // ---- steps: checked ones, the current one ------------------------------------------------------------

  if (steps.length > 1) checkable(steps);
  if (steps.length && window.IntersectionObserver) follow(steps);

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
      var number = step.querySelector('.step-number').textContent;
      var label = make('label', { 'class': 'done', title: words('done') });
      var box = make('input', { type: 'checkbox', 'aria-label': words('step_done', { step: number }) });
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
      var done = steps.filter(function (step) { return boxes[step.id].checked; }).map(function (step) { return step.id; });
      keep(name, done.length ? JSON.stringify(done) : null);
    }
    function load() {
      var done = [];
      try { done = JSON.parse(kept(name)) || []; } catch (e) { done = []; }
      if (!Array.isArray(done)) done = [];
      // Steps that are not there any more are forgotten.
      steps.forEach(function (step) { boxes[step.id].checked = done.indexOf(step.id) >= 0; });
      paint();
    }
    addEventListener('storage', function (event) { if (event.key === 'guidepost.' + name) load(); });
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

  var canonical = document.querySelector('link[rel=canonical]');
  var here = canonical ? canonical.href : location.href.split('#')[0];
  var tools = make('p', { 'class': 'step-tools' });
  var copyLink = make('button', { type: 'button' }, words('copy_link'));
  var report = make('a', { rel: 'noopener noreferrer external' }, words('report_step'));
  // The place of a file on this disk is no link to give away.
  if (canonical || !document.querySelector('.provenance')) tools.appendChild(copyLink);
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
    var method = step.closest('.method');
    var name = words('step').toLowerCase() + ' ' + step.querySelector('.step-number').lastChild.data;
    if (method) name = heading(method.querySelector('section')) + ', ' + name;
    report.href = article.dataset.report.split('{step}').join(encodeURIComponent(', ' + name)).split('{anchor}').join(encodeURIComponent('#' + step.id));
  }
  ['pointerover', 'focusin'].forEach(function (kind) { article.addEventListener(kind, offer); });
  addEventListener('hashchange', offer);

  function heading(section) {
    var head = section && section.querySelector('h2, h3, h4, h5, h6');
    return head ? head.firstChild.textContent.trim() : '';
  }

  // ---- steps for a ticket or a message: the code comes when it is needed --------------------------------

  var copier = [];
  function withCopier(then) {
    if (window.guidepostSteps) return then(window.guidepostSteps);
    copier.push(then);
    if (copier.length > 1) return;
    var script = make('script', { src: base + 'assets/copy-steps.js' });
    script.addEventListener('load', function () {
      copier.forEach(function (waiting) { waiting(window.guidepostSteps); });
      copier = [];
    });
    script.addEventListener('error', function () { copier = []; });
    document.head.appendChild(script);
  }
  function nothing() { return; }
  all('.tools', article).forEach(function (box) {
    ['pointerover', 'focusin'].forEach(function (kind) {
      box.addEventListener(kind, function () { withCopier(nothing); }, { once: true });
    });
  });
  all('.tools button', article).forEach(function (button) {
    button.addEventListener('click', function () {
      withCopier(function (steps) {
        var made = steps.copy(article, button.value, words, here);
        // HTML goes along with its source: a mail takes the one, a plain box the other.
        put(made.text, button.value === 'html' ? made.text : '', function () {
          succeed(button, words('copied_steps', { n: made.count, format: button.textContent }));
        }, function () { say(words('press_copy')); });
      });
    });
  });
})();
