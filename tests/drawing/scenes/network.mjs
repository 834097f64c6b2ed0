import * as w from '../windows.mjs';
const { card, head, button, toggle, link, check, row, stack, icon, soft, grow, bold } = w;

const net11 = 'Network &amp; internet',
  net10 = 'Network &amp; Internet';
const cell = (sign, name, on, o) => `<div><div class="cell ${on ? 'on' : ''}${o?.mark ? ' mark' : ''}">${icon(sign)}</div>${name}</div>`;
const quickCells = `<div class="quick"><div><div class="cell on split"><span>${icon('network', '#fff')}</span>${`<span class="mark">${icon('right', '#fff', 16)}</span>`}</div>Wi-Fi</div>${cell(
  'bluetooth',
  'Bluetooth',
  true,
)}${cell('plane', 'Airplane mode')}${cell('battery', 'Energy saver')}${cell('clock', 'Night light')}${cell('access', 'Accessibility')}</div>`;
const drives = (...rows) => w.table(['Name', 'Type', 'Free space'], rows);
const disk = (name) => `${icon('drive', '#567', 17)} ${name}`;

export default {
  'network/quick-settings-11': w.desk11(
    330,
    w.flyout(
      'right:12px;bottom:52px;width:310px',
      quickCells,
      `<div style="margin-top:18px">${row(icon('sound'), '<span class="slider"></span>', icon('right', '', 14))}</div>`,
    ),
  ),
  'network/wifi-list-11': w.desk11(
    360,
    w.flyout(
      'right:12px;bottom:52px;width:310px',
      row(icon('back', '', 16), bold('Wi-Fi')),
      `<div style="margin-top:12px;background:#fff;border:1px solid #dde3e8;border-radius:6px;padding:12px">${row(icon('network'), grow(bold('Office-Staff') + soft('Secured')))}
     <div class="row" style="margin-top:10px">${check(true, 'Connect automatically')}${grow()}${button('Connect', { kind: 'accent', mark: true })}</div></div>`,
      `<div style="padding:12px 12px 4px">${row(icon('network'), grow('Office-Guest' + soft('Open')))}</div><div style="padding:8px 12px">${row(icon('network'), grow('Cafe next door' + soft('Secured')))}</div>`,
      `<div style="border-top:1px solid #d7dde3;padding-top:8px">More Wi-Fi settings</div>`,
    ),
  ),
  'network/known-networks-11': w.settings11(
    [net11, 'Wi-Fi', 'Manage known networks'],
    card('', 'Add a new network', '', button('Add network')),
    head('Known networks'),
    card('network', 'Office-Guest', '', row(button('Forget'), w.chevron)),
    card('network', 'Office-Staff', '', row(button('Forget', { mark: true }), w.chevron)),
    card('network', 'Home', '', row(button('Forget'), w.chevron)),
  ),
  'network/wifi-flyout-10': w.desk10(
    330,
    w.flyout(
      'right:40px;bottom:40px;width:300px;padding:0',
      `<div style="background:#12547f;padding:12px 14px">${row(icon('network'), grow('Office-Staff' + soft('Secured')))}<div style="margin:10px 0 10px 30px">${check(true, 'Connect automatically')}</div><div style="text-align:right">${w.mark('<span style="background:#6b8ba0;padding:6px 34px;display:inline-block">Connect</span>')}</div></div>`,
      `<div style="padding:10px 14px">${row(icon('network'), grow('Office-Guest' + soft('Open')))}</div><div style="padding:6px 14px 12px">${row(icon('network'), grow('Cafe next door' + soft('Secured')))}</div>`,
    ),
  ),
  'network/network-reset-11': w.settings11(
    [net11, 'Advanced network settings', 'Network reset'],
    w.p('Removes every network adapter and installs it again, and sets the other network parts back to where they started.'),
    '<br>',
    card('', 'Network reset', 'Your PC restarts afterwards', button('Reset now', { kind: 'accent', mark: true })),
    card('', 'Get help', '', w.outside),
  ),
  'network/status-10': w.settings10(
    net10,
    'Status',
    'Status',
    w.h2('Network status'),
    row(icon('pc', '', 34), '———', icon('network', '', 34), '———', icon('globe', '', 34)),
    '<br>',
    w.bold("You're connected to the Internet"),
    w.h2('Advanced network settings'),
    row(icon('system'), 'Change adapter options'),
    row(icon('share'), 'Network and Sharing Center'),
    link('Windows Firewall'),
    link('Network reset', { mark: true }),
  ),
  'network/reset-commands': w.scene11(
    w.terminal('Administrator: Command Prompt', [
      'C:\\Windows\\System32&gt;' + w.yellow('netsh winsock reset'),
      w.green('Successfully reset the Winsock Catalog.'),
      'You must restart the computer in order to complete the reset.',
      '',
      'C:\\Windows\\System32&gt;' + w.yellow('netsh int ip reset'),
      'Resetting Compartment Forwarding, ' + w.green('OK!'),
      'Resetting Interface, ' + w.green('OK!'),
      'Restart the computer to complete this action.',
      '',
      'C:\\Windows\\System32&gt;_',
    ]),
  ),
  'network/map-menu-11': w.over(
    w.scene11(
      w.explorer11(
        'This PC',
        [
          ['plus', 'New'],
          ['clipboard', ''],
          ['trash', ''],
          ['window', 'View'],
          ['more', ''],
        ],
        drives([disk('Windows (C:)'), 'Local Disk', '112 GB'], [disk('Data (D:)'), 'Local Disk', '640 GB']),
      ),
    ),
    'left:264px;top:128px',
    w.menu([
      { text: 'Undo', keys: 'Ctrl+Z' },
      '-',
      'Add a network location',
      { text: 'Map network drive', mark: true, hover: true },
      'Disconnect network drive',
      '-',
      'Properties',
      'Options',
    ]),
    40,
  ),
  'network/map-dialog': w.scene11(
    w.dialog('Map Network Drive', {
      width: 540,
      sign: 'drive',
      body: stack(
        w.wizard('What network folder would you like to map?'),
        row('<span style="width:56px">Drive:</span>', w.select('S:')),
        row('<span style="width:56px">Folder:</span>', grow(w.field('\\\\files.office.example\\team', { mark: true })), button('Browse…')),
        '<div style="padding-left:66px" class="soft">Example: \\\\server\\share</div>',
        `<div style="padding-left:66px">${check(true, 'Reconnect at sign-in')}</div>`,
        `<div style="padding-left:66px">${check(false, 'Connect using different credentials')}</div>`,
      ),
      buttons: [button('Finish', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'network/map-ribbon-10': w.scene10(
    w.explorer10(
      'This PC',
      ['Computer', 'View'],
      'Computer',
      [
        ['Location', w.tool('check', 'Properties') + w.tool('file', 'Open')],
        ['Network', w.tool('drive', 'Map network<br>drive', { mark: true }) + w.tool('plus', 'Add a network<br>location')],
        ['System', w.tool('gear', 'Open<br>Settings') + w.tool('wrench', 'Manage')],
      ],
      drives([disk('Windows (C:)'), 'Local Disk', '58 GB'], [disk('Data (D:)'), 'Local Disk', '210 GB']),
    ),
  ),
  'network/flush-dns': w.scene10(
    w.console10('Command Prompt', [
      'C:\\Users\\sam&gt;' + w.mark(w.yellow('ipconfig /flushdns')),
      '',
      'Windows IP Configuration',
      '',
      w.green('Successfully flushed the DNS Resolver Cache.'),
      '',
      'C:\\Users\\sam&gt;_',
    ]),
  ),
  'network/ipconfig-all': w.scene11(
    w.terminal('Command Prompt', [
      'C:\\Users\\sam&gt;' + w.yellow('ipconfig /all'),
      '',
      'Wireless LAN adapter Wi-Fi:',
      '',
      '   DHCP Enabled. . . . . . . . . . . : Yes',
      '   IPv4 Address. . . . . . . . . . . : 192.0.2.44(Preferred)',
      '   Subnet Mask . . . . . . . . . . . : 255.255.255.0',
      '   Default Gateway . . . . . . . . . : 192.0.2.1',
      '   ' + w.mark('DNS Servers . . . . . . . . . . . : 192.0.2.53'),
    ]),
  ),
  'network/remote-desktop-11': w.settings11(
    ['System', 'Remote Desktop'],
    card('remote', 'Remote Desktop', 'Connect to and use this PC from another device', toggle(true, { mark: true })),
    card('', 'Remote Desktop users', 'Select who can access this PC', w.chevron),
    head('How to connect to this PC'),
    card('pc', 'PC name', 'DESK-0417', ''),
  ),
  'network/remote-desktop-10': w.settings10(
    'System',
    'Remote Desktop',
    'Remote Desktop',
    w.p('Connect to this PC from another device with a Remote Desktop client.'),
    w.bold('Enable Remote Desktop'),
    '<br><br>',
    toggle(true, { mark: true, after: true }),
    w.h2('How to connect to this PC'),
    w.p('Use this PC name to connect from your remote device:'),
    w.bold('DESK-0398'),
    w.h2('User accounts'),
    link('Select users that can remotely access this PC'),
  ),
  'network/remote-client': w.scene11(
    w.dialog('Remote Desktop Connection', {
      width: 440,
      sign: 'remote',
      body: [
        `<div style="background:#15558c;color:#fff;margin:-14px -16px 14px;padding:14px 18px;font-size:17px">Remote Desktop Connection</div>`,
        row('<span style="width:74px">Computer:</span>', grow(w.field('DESK-0417', { mark: true }))),
        `<div class="row" style="margin-top:10px"><span style="width:74px">User name:</span>OFFICE\\sam</div>`,
        `<br>${soft('You will be asked for credentials when you connect.')}`,
      ],
      buttons: [`<span style="flex:1" class="row">${icon('down', '', 14)}Show Options</span>`, button('Connect', { kind: 'main' }), button('Help')],
    }),
  ),
  'network/quick-assist-get-help': w.scene11(
    w.question(
      'Quick Assist',
      440,
      'person',
      w.big('Get help'),
      'Let someone you trust see your screen.',
      bold('Security code from assistant'),
      w.field('J4K 7QX', { mark: true }),
      button('Submit', { kind: 'accent' }),
    ),
  ),
  'network/quick-assist-allow': w.scene11(
    w.question(
      'Quick Assist',
      470,
      'person',
      w.big('Allow screen sharing?'),
      'The helper who sent this code is:',
      row('<span class="face">DK</span>', bold('Dana Kim'), 'dana.kim@office.example'),
      w.notice('Allow this only when you asked for help and know this person.'),
      check(true, 'I understand the security implications'),
      row(button('Allow', { kind: 'accent', mark: true }), button('Cancel')),
    ),
  ),
};
