import * as w from '../windows.mjs';
const { card, head, button, toggle, tile, link, check, row, stack, icon, soft, grow, bold } = w;

const screens = (...parts) =>
  `<div style="background:#ececec;border:1px solid #dedede;border-radius:var(--round);padding:16px;display:flex;justify-content:center;align-items:center;gap:4px;margin-bottom:8px">${parts.join('')}</div>`;
const screen = (n, on, o) =>
  `<div class="${o?.mark ? 'mark' : ''}" style="width:${n === 1 ? 110 : 130}px;height:${n === 1 ? 66 : 78}px;background:${on ? 'var(--accent)' : '#c7c7c7'};color:${on ? '#fff' : '#222'};display:grid;place-items:center;font-size:20px">${n}</div>`;
const dots = (o) => `<span class="${o?.mark ? 'mark' : ''}">${icon('more', '#333')}</span>`;
const tabs10 = (open) =>
  `<div style="display:flex;border-bottom:1px solid #ddd;font-size:12.5px">${['Processes', 'Performance', 'App history', 'Startup', 'Users', 'Details'].map((t) => `<span style="padding:5px 12px${t === open ? ';border:1px solid #ddd;border-bottom-color:#fff;margin-bottom:-1px' : ''}">${t === open ? w.mark(t) : t}</span>`).join('')}</div>`;
const startups = [
  ['Cloud notes', 'Example Apps', 'Enabled', 'High'],
  ['Chat helper', 'Example Chat', 'Enabled', 'Medium'],
  ['OneDrive', 'Microsoft', 'Enabled', 'High'],
  ['Windows Security', 'Microsoft', 'Enabled', 'Low'],
];
const clip = (text, pinned) =>
  `<div style="background:#fff;border:1px solid #dde3e8;border-radius:6px;padding:9px 11px;margin-top:7px" class="row">${grow(text)}${icon('more', '#555', 16)}${pinned ? `<span class="mark">${icon('pin', '#555', 16)}</span>` : icon('pin', '#999', 16)}</div>`;

export default {
  'apps-and-desktop/installed-apps-11': w.over(
    w.settings11(
      ['Apps', 'Installed apps'],
      row(`<div class="find" style="width:230px;margin:0">Search apps ${icon('search', '', 14)}</div>`, grow(), soft('Sort by: Name (A to Z)')),
      '<br>',
      card('file', 'Cloud notes', '4.2.0 &nbsp;|&nbsp; Example Apps &nbsp;|&nbsp; 8/14/2026', row('182 MB', dots())),
      card('camera', 'Photo sorter', '1.9 &nbsp;|&nbsp; Example Apps &nbsp;|&nbsp; 6/2/2026', row('96 MB', dots({ mark: true }))),
      card('terminal', 'Remote console', '7.0 &nbsp;|&nbsp; Example Tools &nbsp;|&nbsp; 5/11/2026', row('41 MB', dots())),
      card('game', 'Word game', '2.3 &nbsp;|&nbsp; Example Games', row('310 MB', dots())),
    ),
    'right:50px;top:230px',
    w.menu(['Modify', { text: 'Uninstall', mark: true, hover: true }]),
  ),
  'apps-and-desktop/uninstall-confirm-11': w.scene11(
    w.menu([
      `<div style="padding:10px 4px;line-height:1.5">This app and its related info will be uninstalled.<div style="text-align:right;margin-top:12px">${button('Uninstall', { kind: 'accent', mark: true })}</div></div>`,
    ]),
  ),
  'apps-and-desktop/apps-features-10': w.settings10(
    'Apps',
    'Apps &amp; features',
    'Apps &amp; features',
    `<div class="find" style="width:240px;margin:0 0 10px">Search this list ${icon('search', '', 14)}</div>`,
    tile('file', 'Cloud notes', 'Example Apps &nbsp; 182 MB'),
    tile('camera', 'Photo sorter', 'Example Apps &nbsp; 96 MB', [button('Modify'), button('Uninstall', { mark: true })]),
    tile('terminal', 'Remote console', 'Example Tools &nbsp; 41 MB'),
  ),
  'apps-and-desktop/default-apps-11': w.settings11(
    ['Apps', 'Default apps', 'Example Browser'],
    card('', 'Make Example Browser your default browser', '', button('Set default', { mark: true })),
    card('globe', '.htm', 'Other Browser'),
    card('globe', '.html', 'Other Browser'),
    card('file', '.pdf', 'Other Browser'),
  ),
  'apps-and-desktop/default-apps-10': w.settings10(
    'Apps',
    'Default apps',
    'Default apps',
    w.h2('Choose default apps'),
    bold('Email'),
    tile('mail', 'Mail'),
    bold('Photo viewer'),
    tile('camera', 'Photos'),
    bold('Web browser'),
    tile('globe', 'Example Browser', '', '', { mark: true }),
  ),
  'apps-and-desktop/task-manager-startup-11': w.scene11(
    w.taskManager11(
      `<div class="row" style="padding:2px 12px 8px">${bold('Startup apps')}${grow()}<span class="soft">${icon('check', '', 14)} Enable</span> <span class="mark" style="padding:2px 6px">${icon('close', '', 13)} Disable</span></div>${w.table(['Name', 'Publisher', 'Status', 'Startup impact'], startups, -1, 0)}`,
    ),
  ),
  'apps-and-desktop/task-manager-startup-10': w.scene10(
    w.win(
      'Task Manager',
      [
        `<div class="menus" style="border:0"><span>File</span><span>Options</span><span>View</span></div>`,
        tabs10('Startup'),
        `<div class="classic">${w.table(['Name', 'Publisher', 'Status', 'Startup impact'], startups, -1, 0)}<div style="border-top:1px solid #ddd;padding:8px 12px;text-align:right">${button('Disable', { mark: true })}</div></div>`,
      ],
      { sign: 'gauge', width: 620 },
    ),
  ),
  'apps-and-desktop/startup-apps-11': w.settings11(
    ['Apps', 'Startup'],
    soft('Apps can be registered to start when you sign in.') + '<br>',
    card('file', 'Cloud notes', 'Example Apps', row('<span class="soft">High impact</span>', toggle(false, { mark: true }))),
    card('mail', 'Chat helper', 'Example Chat', row('<span class="soft">Medium impact</span>', toggle(true))),
    card('cloud', 'OneDrive', 'Microsoft', row('<span class="soft">High impact</span>', toggle(true))),
  ),
  'apps-and-desktop/display-11': w.settings11(
    ['System', 'Display'],
    screens(screen(1, true), screen(2, false)),
    row(grow(), button('Identify'), w.select('Extend these displays', { mark: true })),
    head('Scale &amp; layout'),
    card('display', 'Scale', 'Change the size of text, apps and other items', row(w.select('150% (Recommended)'), w.chevron)),
    card('window', 'Display resolution', '', w.select('1920 × 1080 (Recommended)')),
  ),
  'apps-and-desktop/main-display-11': w.settings11(
    ['System', 'Display'],
    screens(screen(1, false), screen(2, true)),
    card('display', 'Multiple displays', 'Choose the presentation mode for your displays', w.opened, { kind: 'opened' }),
    card('', check(true, 'Remember window locations based on monitor connection'), '', '', { kind: 'inner' }),
    card('', check(true, 'Make this my main display', { mark: true }), '', '', { kind: 'inner' }),
    card('', 'Detect other display', '', button('Detect'), { kind: 'inner' }),
  ),
  'apps-and-desktop/display-10': w.settings10(
    'System',
    'Display',
    'Display',
    w.h2('Rearrange your displays'),
    screens(screen(1, true), screen(2, false)),
    row(grow(), button('Identify'), button('Detect')),
    w.h2('Multiple displays'),
    row(w.select('Extend these displays', { mark: true })),
    row(check(false, 'Make this my main display')),
  ),
  'apps-and-desktop/project-panel': w.desk11(
    300,
    w.flyout(
      'right:12px;top:12px;width:250px',
      bold('Project'),
      `<div class="stack" style="margin-top:10px">${['PC screen only', 'Duplicate', 'Extend', 'Second screen only'].map((t) => `<div class="row${t === 'Extend' ? ' mark' : ''}" style="padding:5px 6px">${icon('display')}${t}</div>`).join('')}</div>`,
    ),
  ),
  'apps-and-desktop/sound-output-11': w.desk11(
    340,
    w.flyout(
      'right:12px;bottom:52px;width:310px',
      row(icon('back', '', 16), bold('Sound output')),
      `<div class="soft" style="margin-top:12px">Output device</div>`,
      `<div style="padding:9px 6px" class="row">${icon('sound')} Speakers (Laptop audio)</div><div style="padding:9px 6px;background:#e4ebf2;border-radius:5px" class="row mark">${icon('sound')} Headset (USB)</div><div style="padding:9px 6px" class="row">${icon('display')} Meeting room TV</div>`,
      `<div style="border-top:1px solid #d7dde3;margin-top:10px;padding-top:10px">More volume settings</div>`,
    ),
  ),
  'apps-and-desktop/sound-11': w.settings11(
    ['System', 'Sound'],
    card('sound', 'Output', 'Choose where to play sound', w.opened, { kind: 'opened' }),
    card('', w.radio(false, 'Speakers <span class="soft">Laptop audio</span>'), '', w.chevron, { kind: 'inner' }),
    card('', w.radio(true, 'Headset <span class="soft">USB</span>', { mark: true }), '', w.chevron, { kind: 'inner' }),
    card('', 'Pair a new output device', '', button('Add device'), { kind: 'inner' }),
    card('sound', 'Volume', '', row('62', '<span class="slider" style="width:150px"></span>')),
  ),
  'apps-and-desktop/sound-10': w.settings10(
    'System',
    'Sound',
    'Sound',
    w.h2('Output'),
    bold('Choose your output device'),
    '<br><br>',
    w.select('Headset (USB)', { mark: true }),
    w.p('Certain apps may have other sound devices than the one chosen here.'),
    link('Device properties'),
    bold('Master volume'),
    `<div class="row" style="width:300px;margin-top:12px">${icon('sound')}<span class="slider"></span> 62</div>`,
  ),
  'apps-and-desktop/snip-bar-11': w.desk11(
    280,
    w.at('inset:0 0 40px 0;background:#52657a'),
    w.at(
      'left:120px;top:90px;width:330px;height:120px;background:#fff;border:2px dashed #111;padding:14px',
      '<b>Error 0x00000709</b><br>The printer could not be set.',
    ),
    w.at(
      'left:50%;top:10px;transform:translateX(-50%)',
      `<div class="menu" style="padding:6px"><div style="gap:20px">${icon('camera')}${icon('game')}<span class="mark">${icon('crop')}</span>${icon('window')}${icon('desktop')}${icon('freeform')}${icon('close', '', 15)}</div></div>`,
    ),
  ),
  'apps-and-desktop/snipping-tool-11': w.scene11(
    w.win(
      'Snipping Tool',
      [
        `<div class="tools" style="border:0">${button(`${icon('plus', '', 15)}New`, { kind: 'accent' })}${icon('camera')}${w.select('Rectangle').replace('min-width', 'x')}${grow()}${icon('freeform')}${icon('crop')}<span class="mark">${icon('save')}</span>${icon('clipboard')}${icon('share')}${icon('more')}</div>`,
        `<div style="background:#e9ecef;padding:26px;display:grid;place-items:center"><div style="background:#fff;border:1px solid #ccc;padding:18px 40px 18px 18px"><b>Error 0x00000709</b><br>The printer could not be set.</div></div>`,
      ],
      { sign: 'crop', width: 660 },
    ),
  ),
  'apps-and-desktop/snip-sketch-10': w.scene10(
    w.win(
      'Snip &amp; Sketch',
      [
        `<div class="tools">${w.mark(`<span style="padding:0 8px">${icon('plus', '', 16)} New</span>`)}${icon('down', '', 13)}${grow()}${icon('freeform')}${icon('crop')}${grow()}${icon('save')}${icon('clipboard')}${icon('share')}${icon('more')}</div>`,
        `<div style="background:#e3e3e3;padding:44px;text-align:center;color:#555">Press Windows logo key + Shift + S to start a snip</div>`,
      ],
      { width: 640 },
    ),
  ),
  'apps-and-desktop/clipboard-11': w.settings11(
    ['System', 'Clipboard'],
    card('clipboard', 'Clipboard history', 'Save multiple items to the clipboard and use them later', toggle(true, { mark: true })),
    card('update', 'Sync across devices', 'Needs a Microsoft or work account', button('Get started')),
    card('', 'Clear clipboard data', 'Clear everything except pinned items', button('Clear')),
  ),
  'apps-and-desktop/clipboard-panel': w.desk11(
    370,
    w.flyout(
      'right:70px;bottom:56px;width:300px',
      row(bold('Clipboard'), grow(), `<span style="font-size:12px">Clear all</span>`),
      clip('\\\\files.office.example\\team'),
      clip('Please restart the PC and call us back if the message returns.', true),
      clip('DESK-0417'),
    ),
  ),
  'apps-and-desktop/clipboard-10': w.settings10(
    'System',
    'Clipboard',
    'Clipboard',
    bold('Clipboard history'),
    '<br>',
    w.p('Keep more than one item. Press the Windows logo key + V to see and paste from the list.'),
    toggle(true, { mark: true, after: true }),
    w.h2('Clear clipboard data'),
    button('Clear'),
  ),
  'apps-and-desktop/language-11': w.settings11(
    ['Time &amp; language', 'Language &amp; region'],
    card('language', 'Windows display language', '', w.select('English (United States)')),
    card('language', 'Preferred languages', '', button('Add a language')),
    card('', 'English (United States)', 'language pack, text-to-speech, handwriting', dots({ mark: true })),
    head('Region'),
    card('globe', 'Country or region', '', w.select('United States')),
  ),
  'apps-and-desktop/add-keyboard-11': w.settings11(
    ['Time &amp; language', 'Language &amp; region', 'Options'],
    head('Keyboards'),
    card('', 'Installed keyboards', '', button('Add a keyboard', { mark: true })),
    card('keyboard', 'US', 'QWERTY', dots()),
    card('keyboard', 'United States-International', 'QWERTY', dots()),
  ),
  'apps-and-desktop/language-10': w.settings10(
    'Time &amp; Language',
    'Language',
    'Language',
    w.h2('Preferred languages'),
    row(icon('plus'), 'Add a language'),
    tile('language', 'English (United States)', 'Default input method', [button('Options', { mark: true }), button('Remove')]),
    tile('language', 'Deutsch (Deutschland)'),
  ),
};
