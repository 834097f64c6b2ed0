// guidepost: the steps of a guide as text, Markdown or HTML, for a ticket or a message. Loaded when a reader asks.
(function () {
  'use strict';
  var words, page;

  function all(selector, within) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }

  function heading(section) { return section && section.querySelector(':scope > h2, :scope > h3, :scope > h4, :scope > h5, :scope > h6'); }

  function escape(text) { return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'); }

  // What stands in a line, as text, Markdown or HTML.
  function plain(node, as) {
    return childrenOf(node).map(function (child) {
      if (child.nodeType === 3) {
        var text = child.data.replace(/\s+/g, ' ');
        if (as === 'html') return escape(text);
        return as === 'markdown' && !child.parentNode.closest('code') ? text.replace(/([\\*_\x60[\]<])/g, '\\$1') : text;
      }
      if (child.nodeType !== 1 || child.matches('button, .done, .hidden-text, .anchor, .open-settings:is(a)')) return '';
      if (child.matches('.sep')) return as === 'html' ? ' &gt; ' : ' > ';
      if (child.matches('.badge')) return '(' + plain(child, as) + ')';
      if (child.localName === 'img') return as === 'html' ? escape(child.alt) : child.alt;
      if (child.localName === 'br') return ' ';
      var inner = plain(child, as);
      // The page of a place is on this site only: in a ticket its name is enough.
      var tag = child.matches('strong, .ui') ? 'strong' : child.matches('.place') ? '' : child.localName;
      var address = tag === 'a' ? addressOf(child) : '';
      if (as === 'html') {
        if (address) return '<a href="' + escape(address) + '">' + inner + '</a>';
        return /^(strong|em|code|kbd)$/.test(tag) && inner ? '<' + tag + '>' + inner + '</' + tag + '>' : inner;
      }
      if (as === 'markdown' && inner.trim()) {
        if (address) return '[' + inner + '](' + address + ')';
        if (tag === 'code') return '\x60' + inner + '\x60';
        if (tag === 'strong') return '**' + inner + '**';
      }
      return inner;
    }).join('').replace(/ {2,}/g, ' ');
  }
  // Where a link leads for whoever reads the ticket; nothing when that is a place on this disk.
  function addressOf(link) {
    var address = new URL(link.getAttribute('href'), page).href;
    return /^file:/.test(address) ? '' : address;
  }
  function childrenOf(node) { return Array.prototype.slice.call(node.childNodes); }

  // What belongs to a step, a line or a block each.
  function linesOf(part, as) {
    if (part.localName === 'pre') {
      var code = part.textContent.replace(/\n$/, '');
      if (as === 'html') return ['<pre>' + escape(code) + '</pre>'];
      return as === 'markdown' ? ['\x60\x60\x60'].concat(code.split('\n'), '\x60\x60\x60') : code.split('\n');
    }
    if (part.matches('.shot')) {
      var alt = part.querySelector('img').alt;
      return alt ? [wrap('[' + words('picture') + ': ' + (as === 'html' ? escape(alt) : alt) + ']', as)] : [];
    }
    if (part.matches('.missing, .step-tools, .note-label, .hidden-text, button')) return [];
    if (part.matches('.prose, .code-box, .note, .outcome, ul, ol, table, tbody, thead, blockquote')) {
      var before = part.matches('.note') ? part.querySelector('.note-label').textContent + ': ' : '';
      var lines = [];
      all(':scope > *', part).forEach(function (child) { lines = lines.concat(linesOf(child, as)); });
      if (part.matches('.outcome')) {
        if (!lines.length) lines = [wrap(plain(part, as).trim(), as)];
        var said = words('you_should_see');
        if (lines[0].replace(/<p>/, '').toLowerCase().indexOf(said.toLowerCase()) !== 0) before = said + ': ';
      }
      if (before && lines.length) lines[0] = lines[0].replace(/^(<p>)?/, function (open) { return open + before; });
      return lines;
    }
    if (part.localName === 'tr') return [wrap(all(':scope > *', part).map(function (cell) { return plain(cell, as).trim(); }).join(' | '), as)];
    var text = plain(part, as).trim();
    return text ? [wrap((part.localName === 'li' ? '- ' : '') + text, as)] : [];
  }
  function wrap(text, as) { return as === 'html' ? '<p>' + text + '</p>' : text; }

  function stepLines(step, as, indent) {
    var label = step.querySelector('.step-number').lastChild.data;
    var out = [], early = [], mark = indent + label + '. ';
    var inside = as === 'markdown' ? mark.replace(/./g, ' ') : indent + '   ';
    if (as === 'markdown' && indent) { mark = indent + '- ' + label + '. '; inside = indent + '  '; }
    all(':scope > .step-body > *', step).forEach(function (part) {
      if (part.matches('.step-text')) {
        out.push(as === 'html' ? plain(part, as).trim() : mark + plain(part, as).trim());
        out = out.concat(early);
      } else if (part.matches('.substeps')) {
        if (as === 'html') out.push('<ol type="a">');
        all(':scope > .substep', part).forEach(function (sub) { out = out.concat(stepLines(sub, as, inside)); });
        if (as === 'html') out.push('</ol>');
      } else {
        var started = out.some(function (line) { return line.indexOf(mark) === 0; });
        // In Markdown what stands above the number would belong to the step before.
        var waits = !started && as === 'markdown';
        var lines = linesOf(part, as).map(function (line) { return as === 'html' ? line : (started || waits ? inside : indent) + line; });
        if (waits) early = early.concat('', lines, '');
        else out = out.concat(lines);
      }
    });
    return as === 'html' ? ['<li' + (/^\d+$/.test(label) ? ' value="' + label + '"' : '') + '>'].concat(out, '</li>') : out;
  }

  // The steps that are shown, of all ways and headings that are open, as text, Markdown or HTML.
  function copy(article, as, phrase, here) {
    words = phrase;
    page = here;
    var title = plain(article.querySelector('h1'), as).trim();
    var out = [{ text: title, markdown: '# ' + title, html: '<h1>' + title + '</h1>' }[as]];
    var count = 0, last = '';
    all('.steps', article).forEach(function (list) {
      var shown = all(':scope > .step', list).filter(function (step) { return !step.closest('[hidden], .elsewhere'); });
      if (!shown.length) return;
      var section = list.closest('section');
      var head = heading(section) ? plain(heading(section), as).trim() : '';
      if (head && head !== last) out.push({ text: '\n' + head, markdown: '\n## ' + head, html: '<h2>' + head + '</h2>' }[as]);
      last = head;
      out.push(as === 'html' ? '<ol>' : '');
      shown.forEach(function (step) { out = out.concat(stepLines(step, as, '')); });
      if (as === 'html') out.push('</ol>');
      count += shown.length;
    });
    if (/^http/.test(here)) out.push(as === 'html' ? '<p><a href="' + escape(here) + '">' + escape(here) + '</a></p>' : '\n' + here);
    return { text: out.join('\n') + '\n', count: count };
  }

  window.guidepostSteps = { copy: copy };
})();
