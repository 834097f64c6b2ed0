// guidepost: a picture of a guide opened large, to be moved and made larger or smaller by mouse, buttons and keys. Loaded
// when a reader comes to a picture.
(function () {
  'use strict';
  var words, make;
  var dialog, bar, picture, caption, view, panning, scale;

  function fit() {
    // With the room of the scroll bars, which a picture that fits does without.
    var width = view.offsetWidth - 36, height = view.offsetHeight - 36;
    return Math.min(width / picture.naturalWidth, height / picture.naturalHeight, 1) || 1;
  }
  function hold(still) {
    Array.prototype.forEach.call(panning.querySelectorAll('button'), function (button) { button.disabled = still; });
  }
  // What stands at a point of the view stays there: at the pointer, else in the middle.
  function zoom(to, pointer) {
    var room = view.getBoundingClientRect(), box = picture.getBoundingClientRect();
    var x = pointer ? pointer.clientX : room.left + view.clientWidth / 2, y = pointer ? pointer.clientY : room.top + view.clientHeight / 2;
    var right = (x - box.left) / box.width || 0, down = (y - box.top) / box.height || 0;
    scale = Math.max(0.1, Math.min(6, to));
    picture.width = Math.round(picture.naturalWidth * scale);
    // The buttons keep their place: what cannot be moved is dimmed, not gone.
    var fits = view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight;
    hold(fits);
    view.classList.toggle('loose', !fits);
    box = picture.getBoundingClientRect();
    view.scrollBy(box.left + right * box.width - x, box.top + down * box.height - y);
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
    view.addEventListener('wheel', function (event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), event);
    }, { passive: false });
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
  // `link` is around the small picture; `make` makes an element.
  window.guidepostZoom = function (link, phrase, maker) {
    words = phrase;
    make = maker;
    if (!dialog) makeDialog();
    var small = link.querySelector('img');
    caption.textContent = small.alt;
    picture.alt = small.alt;
    picture.removeAttribute('width');
    picture.src = link.getAttribute('href') === '#' ? small.src : link.href;
    scale = 1;
    // Until it is there nothing can be moved.
    hold(true);
    dialog.showModal();
    bar.lastChild.focus();
    if (picture.complete && picture.naturalWidth) zoom(fit());
    dialog.addEventListener('close', function () { link.focus(); }, { once: true });
  };
})();
