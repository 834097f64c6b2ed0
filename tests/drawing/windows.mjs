// The parts of a picture. Every function answers a piece of HTML; `mark: true` (or mark(html))
// puts the ring round the thing a step is about. A scene is one part inside scene11 or scene10.

import { glyph, icon } from './icons.mjs';
export { glyph, icon };

const join = (parts) => [parts].flat(9).filter(Boolean).join('');
const ring = (options, names = '') => `class="${names}${options?.mark ? ' mark' : ''}"`;

export const scene11 = (part, width) => scene(11, part, width);
export const scene10 = (part, width) => scene(10, part, width);
const scene = (era, part, width) => `<div class="scene w${era}"><div${width ? ` style="width:${width}px"` : ''}>${join(part)}</div></div>`;

// ---- text and controls

export const mark = (html) => `<span class="mark">${html}</span>`;
export const bold = (html) => `<b>${html}</b>`;
export const p = (html) => `<p>${html}</p>`;
export const soft = (html) => `<div class="soft">${html}</div>`;
export const h2 = (html) => `<h2>${html}</h2>`;
export const link = (html, o) => `<span ${ring(o, 'link')}>${html}</span>`;
export const button = (html, o) => `<span ${ring(o, `button ${o?.kind ?? ''}`)}>${html}</span>`;
export const select = (html, o) => `<span ${ring(o, 'select')}>${html}${icon('down', '', 13)}</span>`;
export const toggle = (on, o) =>
  `<span ${ring(o, `toggle ${on ? 'on' : ''}`)}>${o?.after ? '' : on ? 'On' : 'Off'}<i></i>${o?.after ? (on ? 'On' : 'Off') : ''}</span>`;
export const check = (on, html, o) => `<span ${ring(o, `check ${on ? 'on' : ''}`)}><i>${on ? icon('check', '#fff', 12) : ''}</i>${html}</span>`;
/** Something that asks for an administrator: a small shield before it. */
export const guarded = (html) => `<div>${icon('shield', '#b98512', 16)} ${html}</div>`;
export const radio = (on, html, o) => `<span ${ring(o, `radio ${on ? 'on' : ''}`)}><i></i>${html}</span>`;
export const field = (html, o) => `<div ${ring(o, 'field')}>${html}</div>`;
export const row = (...parts) => `<div class="row">${join(parts)}</div>`;
export const box = (css, ...parts) => `<div style="${css}">${join(parts)}</div>`;
export const wizard = (html) => `<div class="wizard">${html}</div>`;
export const big = (html) => `<div class="big">${html}</div>`;
export const yellow = (html) => `<span class="yellow">${html}</span>`;
export const green = (html) => `<span class="ok">${html}</span>`;
export const stack = (...parts) =>
  `<div class="stack">${[parts]
    .flat(9)
    .map((part) => `<div>${part}</div>`)
    .join('')}</div>`;
export const grow = (html = '') => `<div class="grow">${html}</div>`;
export const list = (...rows) =>
  `<div class="list">${rows
    .flat()
    .map((r) => (typeof r === 'string' ? `<div>${r}</div>` : `<div ${ring(r, r.on ? 'on' : '')}>${r.text}</div>`))
    .join('')}</div>`;
export const notice = (html) => `<div class="notice">${html}</div>`;
export const group = (label, ...parts) => `<div class="group-box"><span class="label">${label}</span>${stack(parts)}</div>`;
export const table = (heads, rows, marked = -1, chosen = -1) =>
  `<table><tr>${heads.map((h) => `<th>${h}</th>`).join('')}</tr>${rows
    .map(
      (r, n) =>
        `<tr class="${n === chosen || chosen === 'all' ? 'on' : ''} ${n === marked ? 'mark' : ''}">${r.map((c) => `<td>${c}</td>`).join('')}</tr>`,
    )
    .join('')}</table>`;

// ---- windows

const ends = `<span class="ends"><span>—</span><span>▢</span><span>✕</span></span>`;
const bar = (html) => `<div class="bar">${html}${ends}</div>`;

/** A plain window with a title bar. */
export const win = (title, body, { sign, kind = '', width } = {}) =>
  `<div class="window ${kind}"${width ? ` style="width:${width}px"` : ''}>${bar((sign ? icon(sign, '#3f6f9f', 16) : '') + title)}${join(body)}</div>`;

const NAV11 = [
  ['home', 'Home', '#444'],
  ['system', 'System', '#2a7ab9'],
  ['bluetooth', 'Bluetooth &amp; devices', '#2a7ab9'],
  ['network', 'Network &amp; internet', '#1c8fa8'],
  ['brush', 'Personalization', '#666'],
  ['apps', 'Apps', '#5b6bb5'],
  ['person', 'Accounts', '#3d8a5f'],
  ['clock', 'Time &amp; language', '#2a7ab9'],
  ['game', 'Gaming', '#666'],
  ['access', 'Accessibility', '#2a7ab9'],
  ['shield', 'Privacy &amp; security', '#666'],
  ['update', 'Windows Update', '#2a7ab9'],
];

/** A page of Settings in Windows 11; the first name of `path` is the category. */
export function settings11(path, ...rows) {
  const nav = NAV11.map(([sign, name, colour]) => `<div class="item ${name === path[0] ? 'on' : ''}">${icon(sign, colour, 18)}${name}</div>`);
  const crumbs = path.map((name, n) => (n < path.length - 1 ? `<span>${name}</span><span>›</span>` : name));
  return scene11(
    `<div class="window settings">${bar(icon('back', '#666', 15) + 'Settings')}<nav><div>
    <div class="me"><div class="face">SR</div><div><b>Sam Reyes</b><br>Local account</div></div>
    <div class="find">Find a setting ${icon('search', '', 14)}</div>${join(nav)}</div></nav>
    <main><div class="crumbs">${join(crumbs)}</div>${join(rows)}</main></div>`,
    760,
  );
}

export const head = (html) => `<div class="head">${html}</div>`;
/** A card of Settings in Windows 11: sign, title, second line, what stands at its right end. */
export const card = (sign, title, sub, end = chevron, o) => `<div ${ring(o, `card ${o?.kind ?? ''}`)}>${sign ? icon(sign, '#444') : ''}
  <div class="grow">${title}${sub ? soft(sub) : ''}</div>${end}</div>`;
export const chevron = icon('right', '#666', 15);
export const opened = icon('up', '#666', 15);
export const closed = icon('down', '#666', 15);
export const outside = icon('share', '#666', 15);

const NAV10 = {
  Devices: [
    ['bluetooth', 'Bluetooth &amp; other devices'],
    ['printer', 'Printers &amp; scanners'],
    ['keyboard', 'Typing'],
    ['brush', 'Pen &amp; Windows Ink'],
    ['window', 'AutoPlay'],
    ['drive', 'USB'],
  ],
  System: [
    ['display', 'Display'],
    ['sound', 'Sound'],
    ['bell', 'Notifications &amp; actions'],
    ['clock', 'Focus assist'],
    ['power', 'Power &amp; sleep'],
    ['storage', 'Storage'],
    ['window', 'Multitasking'],
    ['remote', 'Projecting to this PC'],
    ['clipboard', 'Clipboard'],
    ['remote', 'Remote Desktop'],
    ['info', 'About'],
  ],
  'Network &amp; Internet': [
    ['globe', 'Status'],
    ['network', 'Wi-Fi'],
    ['system', 'Ethernet'],
    ['phone', 'Dial-up'],
    ['lock', 'VPN'],
    ['plane', 'Airplane mode'],
    ['network', 'Mobile hotspot'],
    ['globe', 'Proxy'],
  ],
  'Update &amp; Security': [
    ['update', 'Windows Update'],
    ['share', 'Delivery Optimization'],
    ['shield', 'Windows Security'],
    ['clock', 'Backup'],
    ['wrench', 'Troubleshoot'],
    ['recovery', 'Recovery'],
    ['check', 'Activation'],
    ['search', 'Find my device'],
  ],
  Apps: [
    ['apps', 'Apps &amp; features'],
    ['check', 'Default apps'],
    ['globe', 'Offline maps'],
    ['share', 'Apps for websites'],
    ['window', 'Video playback'],
    ['gauge', 'Startup'],
  ],
  Accounts: [
    ['person', 'Your info'],
    ['mail', 'Email &amp; accounts'],
    ['key', 'Sign-in options'],
    ['storage', 'Access work or school'],
    ['person', 'Family &amp; other users'],
    ['update', 'Sync your settings'],
  ],
  'Time &amp; Language': [
    ['clock', 'Date &amp; time'],
    ['globe', 'Region'],
    ['language', 'Language'],
    ['sound', 'Speech'],
  ],
};

/** A page of Settings in Windows 10; `at` is the page that is open in the list of `area`. */
export function settings10(area, at, title, ...parts) {
  const nav = NAV10[area].map(([sign, name]) => `<div class="item ${name === at ? 'on' : ''}">${icon(sign, '#222', 17)}${name}</div>`);
  return scene10(
    `<div class="window settings">${bar(icon('back', '#333', 15) + 'Settings')}<nav><div>
    <div class="item">${icon('gear', '#222', 17)}Home</div><div class="find">Find a setting ${icon('search', '', 14)}</div>
    <div class="group">${area}</div>${join(nav)}</div></nav><main><h1>${title}</h1>${join(parts)}</main></div>`,
    760,
  );
}
/** An entry of a list in Windows 10 Settings, with what opens below it when it is chosen. */
export const tile = (sign, title, sub = '', below = '', o) =>
  `<div class="tile ${below ? 'on' : ''}">${icon(sign, '#333', 22)}<div ${ring(o, 'grow')}>${title}${sub ? soft(sub) : ''}</div>${
    below ? `<div style="flex-basis:100%;display:flex;justify-content:flex-end;gap:8px">${join(below)}</div>` : ''
  }</div>`;

/** Lays a part over a finished scene; `room` makes the scene taller for it. */
export const over = (scene, css, part, room = 0) => scene.slice(0, -'</div>'.length) + box(`height:${room}px`) + at(css, part) + '</div>';

/** The line of menu names in a classic window. */
export const menus = (...names) => `<div class="menus">${names.map((n) => `<span>${n}</span>`).join('')}</div>`;

/** Two columns, the first of a fixed width. */
export const columns = (width, left, right) =>
  `<div class="columns" style="grid-template-columns:${width}px 1fr"><div>${join(left)}</div><div>${join(right)}</div></div>`;

/** A window of Control Panel with its address line. */
export const control = (title, path, body, o) =>
  win(title, [`<div class="address"><div class="where">${path.join(' › ')}</div></div>`, box('padding:6px 22px 18px', body)], o);

/** A small window of the newer kind that asks something. */
export const question = (title, width, sign, ...parts) => win(title, box('padding:16px 30px 26px', stack(parts)), { sign, width });

const sideline = (width, names, open, marked) =>
  box(
    `width:${width}px;background:#f3f3f3;padding:6px 6px 14px;align-self:stretch`,
    names.map(
      ([sign, name]) => `<div class="item ${name === open ? 'on' : ''} ${name === marked ? 'mark' : ''}">${icon(sign, '#444', 16)}${name}</div>`,
    ),
  );

/** Task Manager of Windows 11 on the page Startup apps. */
export const taskManager11 = (body) =>
  win(
    'Task Manager',
    box(
      'display:flex',
      sideline(
        150,
        [
          ['apps', 'Processes'],
          ['gauge', 'Performance'],
          ['clock', 'App history'],
          ['power', 'Startup apps'],
          ['person', 'Users'],
          ['file', 'Details'],
          ['gear', 'Services'],
        ],
        'Startup apps',
      ),
      box('flex:1;padding:6px 4px 14px', body),
    ),
    { sign: 'gauge', width: 730 },
  );

/** A page of the app Windows Security. */
export const security = (page, ...parts) =>
  win(
    'Windows Security',
    box(
      'display:flex;min-height:300px',
      sideline(
        232,
        [
          ['home', 'Home'],
          ['shield', 'Virus &amp; threat protection'],
          ['person', 'Account protection'],
          ['network', 'Firewall &amp; network protection'],
          ['window', 'App &amp; browser control'],
          ['chip', 'Device security'],
          ['heart', 'Device performance &amp; health'],
        ],
        page,
      ),
      box('flex:1;padding:12px 26px 22px', stack(`<div class="page">${page}</div>`, parts)),
    ),
    { sign: 'shield', width: 740 },
  );

/** A classic dialog: tabs (the open one by `at`), body, buttons. */
export const dialog = (title, { tabs = [], at, body, buttons = [], width = 400, sign }) => `<div class="window dialog" style="width:${width}px">
  <div class="bar">${sign ? icon(sign, '#3f6f9f', 16) : ''}${title}<span class="ends"><span>✕</span></span></div>${
    tabs.length ? `<div class="tabs">${tabs.map((t) => `<span class="${t === at ? 'on' : ''}">${t}</span>`).join('')}</div>` : ''
  }
  <div class="inside">${join(body)}</div>${buttons.length ? `<div class="buttons">${join(buttons)}</div>` : ''}</div>`;

/** The Run box with something typed into it. */
export const runBox = (typed) =>
  dialog('Run', {
    width: 420,
    sign: 'window',
    body: [
      row(icon('window', '#3f6f9f', 30), 'Type the name of a program, folder, document or web address.'),
      `<div class="row" style="margin-top:14px">Open:<div class="grow">${field(typed, { mark: true })}</div></div>`,
    ],
    buttons: [button('OK', { kind: 'main' }), button('Cancel'), button('Browse…')],
  });

/** A console of Windows 10 ("Command Prompt", or PowerShell on blue). */
export const console10 = (title, lines) =>
  win(title, `<div class="console">${lines.join('\n')}</div>`, { sign: 'terminal', kind: title.includes('PowerShell') ? 'blue' : '', width: 730 });
/** Terminal of Windows 11 with one tab. */
export const terminal = (
  title,
  lines,
) => `<div class="window terminal" style="width:730px"><div class="bar"><span class="tab">${icon('terminal', '#fff', 15)}${title}<span class="dim">✕</span></span><span style="padding:0 6px 8px">+</span>${ends}</div>
  <div class="console">${lines.join('\n')}</div></div>`;

/** A context menu: strings, '-' for a line, or { text, sign, keys, mark, hover }. */
export const menu = (items, kind = '') =>
  `<div class="menu ${kind}">${items
    .map((it) => {
      if (it === '-') return '<hr>';
      const { text, sign, keys, hover, mark: marked } = typeof it === 'string' ? { text: it } : it;
      return `<div ${ring({ mark: marked }, hover ? 'hover' : '')}>${sign ? icon(sign, '', 16) : ''}${text}${keys ? `<span class="keys">${keys}</span>` : ''}</div>`;
    })
    .join('')}</div>`;

/** A tree: [depth, sign, text, options]; options: open, leaf, on, mark. */
export const tree = (...nodes) =>
  `<div class="tree">${nodes
    .map(
      ([depth, sign, text, o = {}]) =>
        `<div style="margin-left:${depth * 20}px"><span class="twist">${o.leaf ? '' : o.open ? '▾' : '▸'}</span>${icon(sign, '#4a6785', 16)}<span ${ring(o, o.on ? 'on' : '')} style="padding:0 4px">${text}</span></div>`,
    )
    .join('')}</div>`;

/** A piece of the desktop with the taskbar; `parts` are placed by the caller. */
export function desk11(height, ...parts) {
  const signs = [glyph(20), icon('search', '#333', 18), icon('folder', '#b98512', 18), icon('globe', '#0f6cbd', 18)];
  return scene11(
    `<div class="desk" style="height:${height}px">${join(parts)}<div class="taskbar">${join(signs)}<div class="tray" id="tray">${icon('up', '#333', 13)}<span>${icon('network', '#333', 16)} ${icon('sound', '#333', 16)} ${icon('battery', '#333', 16)}</span><span>10:24 AM<br>10/2/2026</span></div></div></div>`,
    720,
  );
}
export function desk10(height, ...parts) {
  return scene10(
    `<div class="desk" style="height:${height}px">${join(parts)}<div class="taskbar">${glyph(18, '#fff')}<span class="box">${icon('search', '', 16)} Type here to search</span>${icon('folder', '#f0c24b', 18)}${icon('globe', '#6db7f2', 18)}<div class="tray">${icon('up', '#fff', 13)}${icon('network', '#fff', 16)}${icon('sound', '#fff', 16)}<span>10:24 AM<br>10/2/2026</span></div></div></div>`,
    720,
  );
}
/** Places a part on the desktop. */
export const at = (css, ...parts) => `<div style="position:absolute;${css}">${join(parts)}</div>`;
export const flyout = (css, ...parts) => `<div class="flyout" style="${css}">${join(parts)}</div>`;

/** File Explorer of Windows 11 with its command bar; `tools` are [sign, name, options]. */
export const explorer11 = (place, tools, body, o = {}) =>
  win(
    place,
    [
      `<div class="address">${icon('back', '#777', 15)}${icon('up', '#777', 15)}<div class="where">${icon(o.sign ?? 'pc', '#3f6f9f', 15)} › ${place} ›</div><div class="where" style="flex:0 0 150px;color:#777">Search ${place}</div></div>`,
      `<div class="tools">${tools.map(([sign, name, t]) => `<span ${ring(t)}>${icon(sign, '#445', 16)}${name ? ' ' + name : ''}</span>`).join('')}</div>`,
      `<div class="split"><div class="side">${['home:Home', 'cloud:OneDrive', 'desktop:Desktop', 'folder:Documents', 'pc:This PC', 'network:Network']
        .map((x) => {
          const [s, n] = x.split(':');
          return `<div class="item ${n === place ? 'on' : ''}" style="height:28px">${icon(s, '#3f6f9f', 16)}${n}</div>`;
        })
        .join('')}</div><div style="padding:12px">${join(body)}</div></div>`,
    ],
    { sign: o.sign ?? 'pc', width: 740 },
  );

/** File Explorer of Windows 10 with an open ribbon; groups are [name, html]. */
export const explorer10 = (place, tabs, open, groups, body) =>
  win(
    place,
    [
      `<div class="ribbontabs"><span class="file">File</span>${tabs.map((t) => `<span class="${t === open ? 'on' : ''}">${t}</span>`).join('')}</div>`,
      `<div class="ribbon">${groups.map(([name, html]) => `<div>${html}<div class="name">${name}</div></div>`).join('')}</div>`,
      `<div class="address">${icon('back', '#777', 15)}${icon('up', '#777', 15)}<div class="where">${icon('pc', '#3f6f9f', 15)} › ${place} ›</div></div>`,
      `<div class="split"><div class="side">${['home:Quick access', 'cloud:OneDrive', 'pc:This PC', 'network:Network']
        .map((x) => {
          const [s, n] = x.split(':');
          return `<div class="item" style="height:28px${n === place ? ';background:#cfe5fa' : ''}">${icon(s, '#3f6f9f', 16)}${n}</div>`;
        })
        .join('')}</div><div style="padding:12px">${join(body)}</div></div>`,
    ],
    { sign: 'pc', width: 740 },
  );
export const tool = (sign, name, o) => `<span ${ring(o, 'tool')}>${icon(sign, '#3f6f9f', 26)}${name}</span>`;

/** A page of the recovery environment: title and tiles [sign, name, second line, options]. */
export const recovery = (title, tiles) =>
  blue(
    `<h1>${title}</h1>`,
    `<div class="tiles">${tiles
      .map(([sign, name, sub, o]) => `<div ${ring(o)}>${icon(sign, '#fff', 30)}<div><b>${name}</b>${sub ? soft(sub) : ''}</div></div>`)
      .join('')}</div>`,
  );
/** A screen that is all blue. */
export const blue = (...parts) => scene10(`<div class="full">${join(parts)}</div>`);

/** The User Account Control question. */
export const consent = (
  program,
  publisher,
) => `<div class="window dialog" style="width:400px"><div style="background:#cfe3f5;padding:10px 16px">User Account Control<br><span style="font-size:17px">Do you want to allow this app to make changes to your device?</span></div>
  <div class="inside">${row(icon('shield', '#0f6cbd', 30), `<b style="font-size:16px">${program}</b>`)}<br>Verified publisher: ${publisher}<br><br>
  <div style="display:grid;grid-template-columns:1fr 1fr;gap:14px">${button('Yes', { mark: true })}${button('No')}</div></div></div>`;
