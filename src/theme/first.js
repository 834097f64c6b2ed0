// Runs before the first paint: says that scripts work, and sets the color scheme that the reader chose.
(function (root) {
  'use strict';
  root.classList.add('js');
  // Of the storage that all sites of a server or a disk share, this one has the part named by its folder. A page that was
  // sent lies alone, among others of its kind.
  var me = document.currentScript;
  var folder = new URL(root.dataset.root || './', location.href).pathname;
  window.guidepostKept = 'guidepost.' + (me && me.src ? folder : location.pathname) + '.';
  try {
    var chosen = localStorage.getItem(window.guidepostKept + 'theme');
    if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  } catch (e) {
    // Storage is off: the system's scheme stays.
  }
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
