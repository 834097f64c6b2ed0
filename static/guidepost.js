// guidepost: what a page can do with scripts. Every page reads and works without this file; each part below
// looks for its place on the page and leaves when it is not there.
(function () {
  'use strict';
  var root = document.documentElement;
  var base = root.dataset.root || './';
  var article = document.querySelector('.guide');

  // ---- small things ------------------------------------------------------------------------------------

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

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
    } catch (e) { /* not kept */ }
  }
  function kept(name) { try { return localStorage.getItem('guidepost.' + name); } catch (e) { return null; } }

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
      var text = isDark() ? 'Use light colors' : 'Use dark colors';
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
  document.addEventListener('keydown', function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== 'k') return;
    var input = document.querySelector('form.search input');
    if (input) { event.preventDefault(); input.focus(); input.select(); }
  });

  // ---- copying -----------------------------------------------------------------------------------------

  function copied(button) {
    button.classList.add('ok');
    say('Copied');
    setTimeout(function () { button.classList.remove('ok'); }, 1600);
  }

  function selectAndCopy(source, button) {
    var range = document.createRange();
    range.selectNodeContents(source);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    var done = false;
    try { done = document.execCommand('copy'); } catch (e) { done = false; }
    if (done) copied(button);
    else say('Selected. Press Ctrl+C to copy');
  }

  function copyButton(source, what) {
    var button = make('button', { type: 'button', 'class': 'copy', 'aria-label': 'Copy ' + what, title: 'Copy' });
    button.addEventListener('click', function () {
      var text = source.textContent.replace(/\n$/, '');
      if (!navigator.clipboard || !navigator.clipboard.writeText) return selectAndCopy(source, button);
      navigator.clipboard.writeText(text).then(
        function () { copied(button); },
        function () { selectAndCopy(source, button); });
    });
    return button;
  }

  all('main pre').forEach(function (pre) {
    var box = make('div', { 'class': 'code-box' });
    pre.parentNode.insertBefore(box, pre);
    box.appendChild(pre);
    box.appendChild(copyButton(pre.querySelector('code') || pre, 'the code'));
  });
  // Inline: what one would type, such as a command or a path, not a single word.
  all('.guide code').forEach(function (code) {
    var text = code.textContent.trim();
    if (code.closest('pre, a, .note') || !/^([a-z][\w.-]*|[A-Z][a-z]+-[A-Z]\w*)\s+\S|\\|\.(exe|msc|cpl)$/.test(text) || text.length < 5) return;
    // Short code, its button and the full stop after them stay on one line.
    var line = make('span', text.length < 20 ? { 'class': 'one-line' } : {});
    code.parentNode.insertBefore(line, code);
    line.appendChild(code);
    line.appendChild(copyButton(code, text.slice(0, 80)));
    var after = line.nextSibling;
    var stop = after && after.nodeType === 3 && /^[.,;:!?)]+/.exec(after.data);
    if (stop) {
      line.appendChild(document.createTextNode(stop[0]));
      after.data = after.data.slice(stop[0].length);
    }
  });

  // What scrolls sideways must be reachable by keyboard.
  all('main pre, .prose').forEach(function (box) {
    if (box.scrollWidth <= box.clientWidth + 1) return;
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', box.localName === 'pre' ? 'Code' : 'Table');
  });

  // ---- lists: filter what is on this page --------------------------------------------------------------

  var rows = all('.filterable .row');
  if (rows.length > 12) {
    var filter = make('p', { 'class': 'filter' });
    var box = make('input', { type: 'search', 'aria-label': 'Filter this page', placeholder: 'Filter this page', autocomplete: 'off' });
    var shown = make('span', { role: 'status' });
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    box.addEventListener('input', function () {
      var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      var count = 0;
      rows.forEach(function (row, i) {
        var fits = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        row.hidden = !fits;
        if (fits) count++;
      });
      all('.filterable .letter').forEach(function (head) {
        head.hidden = !head.nextElementSibling.querySelector('.row:not([hidden])');
      });
      shown.textContent = words.length ? count + ' of ' + rows.length + ' on this page' : '';
    });
    filter.appendChild(box);
    filter.appendChild(shown);
    document.querySelector('.filterable').insertBefore(filter, document.querySelector('.filterable').firstChild);
  }

  if (!article) return;

  // ---- pictures open large -----------------------------------------------------------------------------

  var dialog, picture, caption, view, scale;

  function fit() {
    var width = view.clientWidth - 32, height = view.clientHeight - 32;
    return Math.min(width / picture.naturalWidth, height / picture.naturalHeight, 1) || 1;
  }
  function zoom(to) {
    scale = Math.max(0.1, Math.min(6, to));
    picture.width = Math.round(picture.naturalWidth * scale);
  }
  function makeDialog() {
    dialog = make('dialog', { 'class': 'zoom', 'aria-label': 'Picture' });
    var bar = make('div', { 'class': 'zoom-bar' });
    caption = make('p');
    bar.appendChild(caption);
    [['\u2212', 'Smaller', function () { zoom(scale / 1.3); }],
     ['+', 'Larger', function () { zoom(scale * 1.3); }],
     ['Close', '', function () { dialog.close(); }]].forEach(function (control) {
      var button = make('button', { type: 'button' }, control[0]);
      if (control[1]) button.setAttribute('aria-label', control[1]);
      button.addEventListener('click', control[2]);
      bar.appendChild(button);
    });
    view = make('div', { 'class': 'zoom-view', tabindex: '0', role: 'group', 'aria-label': 'Picture, scrollable' });
    picture = make('img');
    picture.addEventListener('load', function () { zoom(fit()); });
    view.appendChild(picture);
    view.addEventListener('click', function () { dialog.close(); });
    dialog.appendChild(bar);
    dialog.appendChild(view);
    dialog.addEventListener('keydown', function (event) {
      if (event.key === '+' || event.key === '=') zoom(scale * 1.3);
      else if (event.key === '-') zoom(scale / 1.3);
    });
    document.body.appendChild(dialog);
  }
  article.addEventListener('click', function (event) {
    var link = event.target.closest('.shot a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    if (!dialog) makeDialog();
    var small = link.querySelector('img');
    caption.textContent = small.alt;
    picture.alt = small.alt;
    picture.removeAttribute('width');
    picture.src = link.href;
    scale = 1;
    dialog.showModal();
    dialog.querySelector('button:last-of-type').focus();
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
    method.button.textContent = open ? 'Hide' : 'Show';
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
  try { reveal(); } catch (e) { /* an address that is not ours */ }

  // ---- one platform at a time --------------------------------------------------------------------------

  if (article.dataset.switch) {
    var platforms = article.dataset.switch.split('|').map(function (pair) { return pair.split('='); });
    var bound = all('[data-platforms]', article);
    var show = function (chosen) {
      buttons.forEach(function (button) { button.setAttribute('aria-pressed', String(button.value === chosen)); });
      bound.forEach(function (part) {
        var fits = !chosen || (' ' + part.dataset.platforms + ' ').indexOf(' ' + chosen + ' ') >= 0;
        part.classList.toggle('elsewhere', !fits);
        var line = part.querySelector(':scope > .elsewhere-line');
        if (fits) { if (line) line.remove(); return; }
        if (line) return;
        var names = platforms.filter(function (p) { return (' ' + part.dataset.platforms + ' ').indexOf(' ' + p[0] + ' ') >= 0; });
        line = make('p', { 'class': 'elsewhere-line' }, 'For ' + names.map(function (p) { return p[1]; }).join(' and ') + ' only. ');
        var back = make('button', { type: 'button' }, 'Show');
        back.addEventListener('click', function () { part.classList.remove('elsewhere'); line.remove(); });
        line.appendChild(back);
        part.insertBefore(line, part.querySelector(':scope > .step-body, :scope > .section-body'));
      });
    };
    var group = make('div', { role: 'group', 'aria-label': 'Show steps for' });
    var buttons = [['', 'All']].concat(platforms).map(function (platform) {
      var button = make('button', { type: 'button', value: platform[0] }, platform[1]);
      button.addEventListener('click', function () { keep('platform', platform[0] || null); show(platform[0]); });
      group.appendChild(button);
      return button;
    });
    // The switch says what the badges say, and takes their place.
    var place = make('li', { 'class': 'fact switch' });
    var facts = article.querySelector('.facts');
    place.appendChild(group);
    if (facts) {
      facts.classList.add('has-switch');
      facts.insertBefore(place, facts.firstChild);
    }
    var before = kept('platform') || '';
    show(platforms.some(function (p) { return p[0] === before; }) ? before : '');
  }

  // ---- steps: checked ones, the current one ------------------------------------------------------------

  var steps = all('.steps > .step', article);
  var links = {};
  all('.step-index li a').forEach(function (link) { links[link.hash.slice(1)] = link; });
  if (steps.length > 1) checkable(steps);
  if (steps.length && window.IntersectionObserver) follow(steps);

  function checkable(steps) {
    var name = 'done.' + article.dataset.key;
    var boxes = {};
    var line = make('p', { 'class': 'checked-line', hidden: '' });
    var count = make('span');
    var clear = make('button', { type: 'button' }, 'Clear check marks');
    steps.forEach(function (step) {
      var number = step.querySelector('.step-number').textContent;
      var label = make('label', { 'class': 'done', title: 'Done' });
      var box = make('input', { type: 'checkbox', 'aria-label': number + ' done' });
      var ring = make('i');
      ring.appendChild(make('span'));
      label.appendChild(box);
      label.appendChild(ring);
      box.addEventListener('change', function () { paint(); save(); });
      step.querySelector('.step-text').appendChild(label);
      boxes[step.id] = box;
    });
    clear.addEventListener('click', function () {
      steps.forEach(function (step) { boxes[step.id].checked = false; });
      paint();
      save();
      say('Check marks cleared');
    });
    line.appendChild(count);
    line.appendChild(clear);
    article.insertBefore(line, article.querySelector('.guide-footer'));

    function paint() {
      var done = 0;
      steps.forEach(function (step) {
        var checked = boxes[step.id].checked;
        if (checked) done++;
        step.classList.toggle('is-done', checked);
        if (links[step.id]) links[step.id].classList.toggle('index-done', checked);
      });
      line.hidden = !done;
      count.textContent = done + ' of ' + steps.length + ' steps checked';
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
    var read = make('progress', { 'class': 'read', max: steps.length, value: 0, 'aria-label': 'Place in the steps' });
    var main = document.querySelector('main');
    main.insertBefore(read, main.firstChild);
    var index = document.querySelector('.step-index');
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
      read.value = steps.indexOf(step) + 1;
      var link = links[step.id];
      if (!link) return;
      link.setAttribute('aria-current', 'step');
      var top = link.offsetTop, bottom = top + link.offsetHeight;
      if (top < index.scrollTop + 40 || bottom > index.scrollTop + index.clientHeight - 40) {
        index.scrollTop = top - index.clientHeight / 2;
      }
    }, { rootMargin: '-18% 0px -62% 0px' });
    steps.forEach(function (step) { watcher.observe(step); });
  }

  // ---- print: everything, with its pictures ------------------------------------------------------------

  addEventListener('beforeprint', function () {
    all('img[loading=lazy]').forEach(function (image) { image.loading = 'eager'; });
  });
})();
