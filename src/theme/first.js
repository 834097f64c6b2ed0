// Runs before the first paint: says that scripts work, and sets the color scheme that the reader chose.
(function (root) {
  'use strict';
  root.classList.add('js');
  try {
    var chosen = localStorage.getItem('guidepost.theme');
    if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  } catch (e) {
    // Storage is off: the system's scheme stays.
  }
  if (/win/i.test((navigator.userAgentData || navigator).platform)) root.classList.add('windows');
})(document.documentElement);
