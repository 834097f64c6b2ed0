import * as w from '../windows.mjs';
const { card, head, button, toggle, link, check, row, stack, icon, soft, grow, bold } = w;

const meter = (part) =>
  `<div style="height:8px;background:#ddd;border-radius:4px;margin:8px 0 4px"><div style="height:8px;width:${part}%;background:var(--accent);border-radius:4px"></div></div>`;
const file = (name, type, size) => [`${icon('file', '#567', 16)} ${name}`, type, size];
const documents = [file('invoice.pdf', 'PDF File', '84 KB'), file('rota.xlsx', 'Sheet', '22 KB'), file('setup.exe', 'Application', '3 MB')];

export default {
  'files-and-storage/storage-sense-11': w.settings11(
    ['System', 'Storage'],
    `<b>Windows (C:) - 237 GB</b>${meter(78)}${soft('185 GB used &nbsp;&nbsp;&nbsp; 52 GB free')}`,
    head('Storage management'),
    card('storage', 'Storage Sense', 'Automatically free up space, delete temporary files', row(toggle(true, { mark: true }), w.chevron)),
    card('brush', 'Cleanup recommendations', 'More than 9 GB of space available'),
    card('gear', 'Advanced storage settings', 'Disks &amp; volumes, where new content is saved', w.closed),
  ),
  'files-and-storage/storage-sense-schedule-11': w.settings11(
    ['System', 'Storage', 'Storage Sense'],
    check(true, 'Keep Windows running smoothly by automatically cleaning up temporary files'),
    card('', 'Automatic User content cleanup', '', toggle(true)),
    head('Configure cleanup schedules'),
    card('', 'Run Storage Sense', '', w.select('Every week', { mark: true })),
    card('', 'Delete files in my recycle bin if they have been there for over', '', w.select('30 days')),
    card('', "Delete files in my Downloads folder if they haven't been opened for more than", '', w.select('Never')),
    `<br>${button('Run Storage Sense now')}`,
  ),
  'files-and-storage/storage-10': w.settings10(
    'System',
    'Storage',
    'Storage',
    w.p('Storage Sense can free up space by getting rid of temporary files and the content of your recycle bin.'),
    toggle(true, { after: true }),
    '<br><br>',
    link('Configure Storage Sense or run it now', { mark: true }),
    w.h2('Windows (C:) - 237 GB'),
    `<div style="width:430px">${meter(64)}${soft('152 GB used &nbsp;&nbsp; 85 GB free')}</div>`,
  ),
  'files-and-storage/clean-now-10': w.settings10(
    'System',
    'Storage',
    'Configure Storage Sense or run it now',
    bold('Run Storage Sense'),
    '<br><br>',
    w.select('Every week'),
    w.h2('Temporary Files'),
    check(true, "Delete temporary files that my apps aren't using"),
    w.h2('Free up space now'),
    w.p('Clean up files now with the choices on this page.'),
    button('Clean now', { mark: true }),
  ),
  'files-and-storage/temporary-files-11': w.settings11(
    ['System', 'Storage', 'Temporary files'],
    row(button('Remove files', { kind: 'accent', mark: true }), 'Total selected: 3.10 GB'),
    '<br>',
    card('', check(true, '<b>Windows Update Cleanup</b>'), '', '2.41 GB'),
    card('', check(true, '<b>Temporary files</b>'), '', '689 MB'),
    card('', check(false, '<b>Recycle Bin</b>'), '', '1.20 GB'),
    card('', check(false, '<b>Downloads</b>'), '', '14.6 GB'),
  ),
  'files-and-storage/disk-cleanup': w.scene10(
    w.dialog('Disk Cleanup for Windows (C:)', {
      width: 430,
      tabs: ['Disk Cleanup'],
      at: 'Disk Cleanup',
      sign: 'drive',
      body: [
        row(icon('drive', '#456', 26), 'You can free up to 3.08 GB of disk space on Windows (C:).'),
        '<br>Files to delete:',
        w.list(
          row(grow(check(true, 'Windows Update Cleanup')), '2.31 GB'),
          row(grow(check(true, 'Temporary Internet Files')), '44 MB'),
          row(grow(check(false, 'Recycle Bin')), '612 MB'),
          row(grow(check(true, 'Temporary files')), '130 MB'),
        ),
        `<br>${button('Clean up system files', { mark: true })}`,
      ],
      buttons: [button('OK', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'files-and-storage/temp-run': w.scene11(w.runBox('%temp%')),
  'files-and-storage/explorer-show-11': w.over(
    w.over(
      w.scene11(
        w.explorer11(
          'Documents',
          [
            ['plus', 'New'],
            ['clipboard', ''],
            ['trash', ''],
            ['window', 'View'],
            ['more', ''],
          ],
          w.table(['Name', 'Type', 'Size'], documents),
          { sign: 'folder' },
        ),
      ),
      'left:272px;top:126px',
      w.menu(['Details', 'Tiles', 'Content', '-', 'Details pane', 'Preview pane', '-', { text: 'Show', hover: true, keys: '›' }]),
      76,
    ),
    'left:470px;top:220px',
    w.menu(['Navigation pane', 'Compact view', 'Item check boxes', { text: 'File name extensions', sign: 'check', mark: true }, 'Hidden items']),
  ),
  'files-and-storage/explorer-view-10': w.scene10(
    w.explorer10(
      'Documents',
      ['Home', 'Share', 'View'],
      'View',
      [
        ['Panes', w.tool('window', 'Navigation<br>pane')],
        ['Layout', w.tool('apps', 'Large icons') + w.tool('file', 'Details')],
        [
          'Show/hide',
          `<div style="text-align:left;line-height:2">${check(false, 'Item check boxes')}<br>${check(true, 'File name extensions', { mark: true })}<br>${check(false, 'Hidden items')}</div>`,
        ],
        ['&nbsp;', w.tool('gear', 'Options')],
      ],
      w.table(['Name', 'Type', 'Size'], documents),
    ),
  ),
  'files-and-storage/windows-backup-11': w.settings11(
    ['Accounts', 'Windows backup'],
    card('cloud', 'OneDrive folder syncing', 'Back up your Desktop, Documents and Pictures folders', button('Manage sync settings', { mark: true })),
    card('apps', 'Remember my apps', '', row(toggle(true), w.closed)),
    card('gear', 'Remember my preferences', '', row(toggle(true), w.closed)),
  ),
  'files-and-storage/onedrive-folders': w.scene11(
    w.win(
      'Back up folders on this PC',
      `<div style="padding:14px 24px 22px">${stack(
        'Selected folders will be synced in OneDrive. 61.4 GB left after your selection.',
        card('desktop', 'Desktop', '120 MB', toggle(true)),
        card('file', 'Documents', '2.1 GB', toggle(true)),
        card('camera', 'Pictures', '6.4 GB', toggle(false)),
        `<div style="text-align:right">${button('Start backup', { kind: 'accent', mark: true })}</div>`,
      )}</div>`,
      { sign: 'cloud', width: 520 },
    ),
  ),
  'files-and-storage/onedrive-tray': w.desk11(
    360,
    w.flyout(
      'right:12px;bottom:52px;width:300px;padding:0',
      `<div style="padding:12px 14px;border-bottom:1px solid #d7dde3">${row(icon('cloud', '#0f6cbd', 22), grow(bold('OneDrive') + soft('Your files are synced')), `<span class="mark">${icon('gear')}</span>`)}</div>`,
      `<div style="padding:10px 14px" class="stack"><div>${row(icon('file', '#567'), grow('rota.xlsx' + soft('Uploaded to Documents')))}</div><div>${row(icon('file', '#567'), grow('invoice.pdf' + soft('Uploaded to Documents')))}</div></div>`,
      `<div class="row" style="padding:10px 14px;border-top:1px solid #d7dde3;justify-content:space-around;font-size:12px"><span>${icon('folder', '', 16)} Open folder</span><span>${icon('globe', '', 16)} View online</span></div>`,
    ),
  ),
  'files-and-storage/onedrive-sign-in': w.scene10(
    w.win(
      'Microsoft OneDrive',
      `<div style="padding:26px 60px 30px;text-align:center"><div>${icon('cloud', '#0074cc', 56)}</div><h1>Set up OneDrive</h1>Put your files in OneDrive to get them from any device.<br><br><div style="display:flex;gap:10px;justify-content:center"><div style="width:250px;text-align:left">${w.field('sam@office.example')}</div>${button('Sign in', { kind: 'accent', mark: true })}</div></div>`,
      { sign: 'cloud', width: 560 },
    ),
  ),
};
