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
  // But where steps are hidden or marked as the reader left them, or the clock says what is overdue, the page is shown
  // when that is done, so that nothing moves under the reader's eyes.
  var settle = me && Date.parse(me.getAttribute('data-due')) <= Date.now();
  try {
    var chosen = kept('theme');
    if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
    settle = settle || kept('platform') || kept('done.' + decodeURI(location.pathname.slice(folder.length)));
  } catch (e) {
    // Storage is off: the system's scheme stays.
  }
  if (settle) root.classList.add('settle');
  // By then the deferred script has run, or has failed.
  document.addEventListener('DOMContentLoaded', function () { root.classList.add('ready'); });
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
