// Runs before the first paint: says that scripts work, and sets the color scheme that the reader chose.
(function (root) {
  'use strict';
  root.classList.add('js');
  // Of the storage that all sites of a server or a disk share, this one has the part named by its folder. A page that was
  // sent lies alone, among others of its kind.
  var me = document.currentScript;
  var folder = new URL(root.dataset.root || './', location.href).pathname;
  window.guidepostKept = 'guidepost.' + (me && me.src ? folder : location.pathname) + '.';
  function kept(name) { return localStorage.getItem(window.guidepostKept + name); }
  // A page is shown without waiting for `guidepost.js`, which comes late over a slow line; style folds what that will fold.
  // But a guide whose steps are hidden or marked as the reader left them, whose review the clock says is overdue, or of
  // which a certain place was asked for, is shown when that is done, so that nothing moves under the reader's eyes.
  var due = me && me.getAttribute('data-due');
  var settle = due && Date.parse(due) <= Date.now() || due !== null && location.hash.length > 1;
  try {
    var chosen = kept('theme');
    if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
    settle = settle || due !== null && (kept('platform') || kept('done.' + decodeURI(location.pathname.slice(folder.length))));
  } catch (e) {
    // Storage is off: the system's scheme stays.
  }
  if (settle) root.classList.add('settle');
  // Without its script a page is one without scripts. And nobody waits long for one that is stuck.
  function without() { if (!window.guidepostRuns) root.classList.remove('js', 'settle', 'windows'); }
  setTimeout(function () { root.classList.add('ready'); }, 2500);
  // What a reader does before the script is there is not lost: a button that it makes work is pressed again, and what is
  // typed behind Ctrl+K stands in the box.
  var early;
  document.addEventListener('click', function (event) {
    if (!window.guidepostRuns) early = event.target.closest('.switch button, .tools button') || early;
  });
  document.addEventListener('keydown', function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== 'k') return;
    var input = document.querySelector('form.search input');
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // A page that was sent has its script in itself, one of a template of its own may name it.
  var late = me && me.src && me.getAttribute('data-after-paint');
  if (late) afterPaint(function () {
    load(late, function () {
      without();
      if (early && window.guidepostRuns) early.click();
    });
  });
  else document.addEventListener('DOMContentLoaded', without);
  if (/win/i.test((navigator.userAgentData || navigator).platform)) root.classList.add('windows');
  // The search page with a question in its address: the search comes beside all else. Without one it can wait until
  // the page is shown; `guidepost.js` sees to that.
  if (me && me.hasAttribute('data-search') && /[?#]./.test(location.href)) ['search.js', 'search-page.js'].forEach(function (name) {
    load(me.src.replace(/[^/]*$/, name), null, function tell() {
      var status = document.getElementById('search-status');
      if (status) status.textContent = window.guidepostWords.search_failed;
      else document.addEventListener('DOMContentLoaded', tell);
    });
  });

  function load(address, then, failed) {
    var script = document.createElement('script');
    script.src = address;
    script.async = false;
    script.onload = then;
    script.onerror = failed || then;
    document.head.appendChild(script);
  }

  // The line and the processor are the page's until it is shown; but a page that waits for its script has it at once.
  // What is never painted, as in a tab in the background, goes on a little after it was read.
  function afterPaint(act) {
    var read = false, shown = settle, done = false;
    function go() {
      if (done || !read || !shown) return;
      done = true;
      act();
    }
    function paint() {
      shown = true;
      go();
    }
    document.addEventListener('DOMContentLoaded', function () {
      read = true;
      go();
      setTimeout(paint, 400);
    });
    if (settle) {
      var ahead = document.createElement('link');
      ahead.rel = 'preload';
      ahead.as = 'script';
      ahead.href = late;
      document.head.appendChild(ahead);
    } else if (window.PerformanceObserver) {
      new PerformanceObserver(paint).observe({ type: 'paint', buffered: true });
    }
  }
})(document.documentElement);
