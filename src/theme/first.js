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
  // A deferred script has run by then, or has failed: then the page is one without scripts. And nobody waits long for one
  // that is stuck.
  document.addEventListener('DOMContentLoaded', function () {
    if (!window.guidepostRuns) root.classList.remove('js', 'settle', 'windows');
  });
  setTimeout(function () { root.classList.add('ready'); }, 2500);
  if (/win/i.test((navigator.userAgentData || navigator).platform)) root.classList.add('windows');
  // The search page with a question in its address: the search comes beside all else. Without one it can wait until
  // the page is shown; `guidepost.js` sees to that.
  if (me && me.hasAttribute('data-search') && /[?#]./.test(location.href)) ['search.js', 'search-page.js'].forEach(function (name) {
    var script = document.createElement('script');
    script.src = me.src.replace(/[^/]*$/, name);
    script.async = false;
    document.head.appendChild(script);
  });
})(document.documentElement);
