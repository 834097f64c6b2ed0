import * as w from '../windows.mjs';
const { card, head, button, toggle, tile, link, check, radio, row, stack, icon, soft, grow, bold } = w;

const update = 'Windows Update',
  area = 'Update &amp; Security';
const { menus } = w;
const devices = [
  [0, 'pc', 'DESK-0417', { open: true }],
  [1, 'sound', 'Audio inputs and outputs'],
  [1, 'battery', 'Batteries'],
  [1, 'bluetooth', 'Bluetooth'],
  [1, 'drive', 'Disk drives'],
];

export default {
  'updates-and-repair/check-11': w.settings11(
    [update],
    row(
      icon('update', '#0f6cbd', 44),
      grow(w.big("You're up to date") + soft('Last checked: Today, 8:12 AM')),
      button('Check for updates', { kind: 'accent', mark: true }),
    ),
    head('More options'),
    card('bell', "Get the latest updates as soon as they're available", '', toggle(false)),
    card('clock', 'Pause updates', '', row(w.select('Pause for 1 week'))),
    card('recovery', 'Update history'),
    card('gear', 'Advanced options', 'Delivery optimization, optional updates, active hours'),
  ),
  'updates-and-repair/restart-11': w.settings11(
    [update],
    row(
      icon('update', '#b36b00', 44),
      grow(w.big('Restart required') + soft('Your device will restart outside active hours')),
      button('Restart now', { kind: 'accent', mark: true }),
    ),
    '<br>',
    card('file', 'Cumulative Update for Windows 11 Version 24H2', 'Pending restart', ''),
  ),
  'updates-and-repair/check-10': w.settings10(
    area,
    update,
    update,
    row(icon('check', '#107c10', 40), grow(w.big("You're up to date") + soft('Last checked: Today, 8:12 AM'))),
    button('Check for updates', { mark: true }),
    '<br>',
    row(icon('clock'), grow('<span class="link">Pause updates for 7 days</span>' + soft('Visit Advanced options to change the pause period'))),
    row(icon('clock'), grow('<span class="link">Change active hours</span>' + soft('Currently 8:00 AM to 5:00 PM'))),
    row(icon('recovery'), '<span class="link">View update history</span>'),
    row(icon('gear'), '<span class="link">Advanced options</span>'),
  ),
  'updates-and-repair/pause-11': w.over(
    w.settings11(
      [update],
      head('More options'),
      card('bell', "Get the latest updates as soon as they're available", '', toggle(false)),
      card('clock', 'Pause updates', '', w.select('Pause for 1 week')),
      card('recovery', 'Update history'),
      card('gear', 'Advanced options'),
      card('info', 'Windows Insider Program'),
    ),
    'right:50px;top:164px',
    w.mark(w.menu([{ text: 'Pause for 1 week', hover: true }, 'Pause for 2 weeks', 'Pause for 3 weeks', 'Pause for 4 weeks', 'Pause for 5 weeks'])),
  ),
  'updates-and-repair/pause-10': w.settings10(
    area,
    update,
    'Advanced options',
    w.h2('Pause updates'),
    w.p('Updates stay away until the day you choose. After that, this device must get them before you can pause again.'),
    bold('Pause until'),
    '<br><br>',
    w.select('Select date', { mark: true }),
  ),
  'updates-and-repair/uninstall-11': w.settings11(
    [update, 'Update history', 'Uninstall updates'],
    card('file', 'Update for Microsoft Windows (KB5000001)', 'Installed on 9/29/2026', link('Uninstall', { mark: true })),
    card('file', 'Servicing Stack 10.0.26100', 'Installed on 9/29/2026', ''),
    card('file', 'Update for Microsoft Windows (KB5000002)', 'Installed on 8/25/2026', link('Uninstall')),
  ),
  'updates-and-repair/installed-updates-10': w.scene10(
    w.control(
      'Installed Updates',
      ['Control Panel', 'Programs', 'Programs and Features', 'Installed Updates'],
      [
        w.wizard('Uninstall an update'),
        w.box('padding:12px 0', row('Organize ▾', w.mark('&nbsp; Uninstall &nbsp;'))),
        w.table(
          ['Name', 'Program', 'Installed On'],
          [
            ['Security Update for Microsoft Windows (KB5000011)', 'Microsoft Windows', '9/30/2026'],
            ['Update for Microsoft Windows (KB5000010)', 'Microsoft Windows', '9/30/2026'],
            ['Servicing Stack Update (KB5000009)', 'Microsoft Windows', '8/26/2026'],
          ],
          -1,
          0,
        ),
      ],
      { sign: 'apps', width: 720 },
    ),
  ),
  'updates-and-repair/dism': w.scene11(
    w.terminal('Administrator: Windows PowerShell', [
      'PS C:\\Windows\\system32&gt; ' + w.yellow('DISM /Online /Cleanup-Image /RestoreHealth'),
      '',
      'Deployment Image Servicing and Management tool',
      'Image Version: 10.0.26100.1',
      '',
      '[==========================100.0%==========================]',
      '',
      w.mark(w.green('The restore operation completed successfully.')),
      '',
      'The operation completed successfully.',
    ]),
  ),
  'updates-and-repair/sfc': w.scene10(
    w.console10('Administrator: Command Prompt', [
      'C:\\Windows\\system32&gt;' + w.yellow('sfc /scannow'),
      '',
      'Beginning system scan.  This process will take some time.',
      '',
      'Beginning verification phase of system scan.',
      'Verification 100% complete.',
      '',
      w.mark(w.green('Windows Resource Protection did not find any integrity violations.')),
      '',
      'C:\\Windows\\system32&gt;_',
    ]),
  ),
  'updates-and-repair/terminal-admin': w.desk11(
    390,
    w.at(
      'left:240px;bottom:50px',
      w.menu([
        'Installed apps',
        'Power Options',
        'Event Viewer',
        'System',
        'Device Manager',
        'Disk Management',
        '-',
        'Terminal',
        { text: 'Terminal (Admin)', mark: true, hover: true },
        '-',
        'Task Manager',
        'Settings',
      ]),
    ),
  ),
  'updates-and-repair/consent': w.scene11(w.consent('Windows Command Processor', 'Microsoft Windows')),
  'updates-and-repair/recovery-11': w.settings11(
    ['System', 'Recovery'],
    head('Recovery options'),
    card('wrench', 'Fix problems without resetting your PC', '', w.chevron),
    card('recovery', 'Reset this PC', 'Keep or remove your files, then install Windows again', button('Reset PC')),
    card('power', 'Advanced startup', 'Restart to change startup settings or start from a USB drive', button('Restart now', { mark: true })),
  ),
  'updates-and-repair/recovery-10': w.settings10(
    area,
    'Recovery',
    'Recovery',
    w.h2('Reset this PC'),
    w.p('Keep your files or remove them, then install Windows again.'),
    button('Get started'),
    w.h2('Advanced startup'),
    w.p('Start from a device or disc, or change Windows startup settings. Your PC restarts.'),
    button('Restart now', { mark: true }),
  ),
  'updates-and-repair/choose-an-option': w.recovery('Choose an option', [
    ['right', 'Continue', 'Exit and continue to Windows'],
    ['drive', 'Use a device', 'Use a USB drive or network connection'],
    ['wrench', 'Troubleshoot', 'Reset your PC or see advanced options', { mark: true }],
    ['power', 'Turn off your PC', ''],
  ]),
  'updates-and-repair/advanced-options': w.recovery('Advanced options', [
    ['wrench', 'Startup Repair', 'Fix problems that keep Windows from loading'],
    ['gear', 'Startup Settings', 'Change Windows startup behavior', { mark: true }],
    ['terminal', 'Command Prompt', 'Use it for advanced troubleshooting'],
    ['update', 'Uninstall Updates', 'Remove recently installed updates'],
    ['chip', 'UEFI Firmware Settings', "Change settings in your PC's UEFI firmware"],
    ['recovery', 'System Restore', 'Use a restore point on your PC'],
  ]),
  'updates-and-repair/startup-settings': w.blue(
    '<h1>Startup Settings</h1>',
    'Press a number to choose from the options below:',
    soft('Use number keys or function keys F1-F9.'),
    w.box(
      'line-height:2;margin-top:16px',
      [
        '1) Enable debugging',
        '2) Enable boot logging',
        '3) Enable low-resolution video',
        w.mark('&nbsp;4) Enable Safe Mode&nbsp;'),
        '5) Enable Safe Mode with Networking',
        '6) Enable Safe Mode with Command Prompt',
      ].join('<br>'),
    ),
  ),
  'updates-and-repair/msconfig-boot': w.scene11(
    w.dialog('System Configuration', {
      width: 540,
      sign: 'gear',
      tabs: ['General', 'Boot', 'Services', 'Startup', 'Tools'],
      at: 'Boot',
      body: [
        w.list({ text: 'Windows 11 (C:\\Windows) : Current OS; Default OS', on: true }),
        '<br>',
        w.group(
          'Boot options',
          check(true, 'Safe boot', { mark: true }),
          `<div style="padding-left:24px">${radio(true, 'Minimal')}</div>`,
          `<div style="padding-left:24px">${radio(false, 'Alternate shell')}</div>`,
          `<div style="padding-left:24px">${radio(false, 'Network')}</div>`,
        ),
      ],
      buttons: [button('OK', { kind: 'main' }), button('Cancel'), button('Apply')],
    }),
  ),
  'updates-and-repair/device-menu': w.over(
    w.scene11(
      w.win(
        'Device Manager',
        [
          menus('File', 'Action', 'View', 'Help'),
          w.tree(
            ...devices,
            [1, 'display', 'Display adapters', { open: true }],
            [2, 'display', 'Example Graphics 520', { leaf: true, on: true }],
            [1, 'keyboard', 'Keyboards'],
            [1, 'network', 'Network adapters'],
            [1, 'chip', 'Processors'],
          ),
        ],
        { sign: 'pc', width: 560 },
      ),
    ),
    'left:276px;top:204px',
    w.menu([
      'Update driver',
      'Disable device',
      'Uninstall device',
      '-',
      'Scan for hardware changes',
      '-',
      { text: 'Properties', mark: true, hover: true },
    ]),
    64,
  ),
  'updates-and-repair/roll-back-tab': w.scene11(
    w.dialog('Example Graphics 520 Properties', {
      width: 440,
      tabs: ['General', 'Driver', 'Details', 'Events', 'Resources'],
      at: 'Driver',
      body: [
        row(icon('display', '#456', 26), 'Example Graphics 520'),
        `<table style="margin:10px 0"><tr><td>Driver Provider:</td><td>Example Devices</td></tr><tr><td>Driver Date:</td><td>9/14/2026</td></tr><tr><td>Driver Version:</td><td>31.0.15.2</td></tr></table>`,
        ['Driver Details', 'Update Driver', 'Roll Back Driver', 'Disable Device']
          .map((n) => `<div style="display:grid;grid-template-columns:130px;margin-top:9px">${button(n, { mark: n.startsWith('Roll') })}</div>`)
          .join(''),
      ],
      buttons: [button('OK', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'updates-and-repair/stop-screen': w.blue(
    '<h1 style="font-size:60px">: (</h1>',
    '<h1 style="font-size:22px">This device ran into a problem and has to restart.</h1>',
    '35% complete',
    w.box(
      'display:flex;gap:20px;margin-top:20px',
      w.box('width:74px;height:74px;background:repeating-conic-gradient(#fff 0 25%,#0b5393 0 50%) 0 0/14px 14px;border:5px solid #fff'),
      w.box(
        'line-height:2.1',
        soft('Tell your support desk:'),
        w.mark('Stop code: DRIVER_IRQL_NOT_LESS_OR_EQUAL'),
        '<br>What failed: examplenet.sys',
      ),
    ),
  ),
  'updates-and-repair/reliability': w.scene11(
    w.control(
      'Reliability Monitor',
      ['Control Panel', 'System and Security', 'Security and Maintenance', 'Reliability Monitor'],
      [
        w.wizard("Review your computer's reliability and problem history"),
        w.box(
          'display:grid;grid-template-columns:repeat(12,1fr);border:1px solid #ccc;margin:10px 0;height:120px',
          [...'...w....x...'].map((day) =>
            w.box(
              'border-left:1px solid #e5e5e5;display:grid;place-items:end center;padding-bottom:8px',
              { w: icon('warning', '#b36b00', 18), x: w.mark(icon('close', '#c00010', 18)) }[day] ?? '',
            ),
          ),
        ),
        w.table(
          ['Source', 'Summary', 'Date'],
          [
            ['Windows', 'Windows stopped working', '9/30/2026 3:41 PM'],
            ['Windows', 'Shut down unexpectedly', '9/30/2026 3:42 PM'],
          ],
        ),
      ],
      { sign: 'shield', width: 690 },
    ),
  ),
  'updates-and-repair/system-protection': w.scene11(
    w.dialog('System Properties', {
      width: 540,
      tabs: ['Computer Name', 'Hardware', 'Advanced', 'System Protection', 'Remote'],
      at: 'System Protection',
      body: [
        row(icon('shield', '#456', 26), 'Use system protection to undo unwanted system changes.'),
        '<br>',
        w.group(
          'Protection Settings',
          w.list(
            { text: '<span style="flex:1">Windows (C:) (System)</span><span>On</span>', on: true },
            '<span style="flex:1">Data (D:)</span><span>Off</span>',
          ),
          row(grow('Change restore settings or manage disk space.'), button('Configure…')),
          row(grow('Create a restore point right now.'), button('Create…', { mark: true })),
        ),
      ],
      buttons: [button('OK', { kind: 'main' }), button('Cancel'), button('Apply', { kind: 'off' })],
    }),
  ),
  'updates-and-repair/restore-name': w.scene11(
    w.dialog('System Protection', {
      width: 420,
      body: stack(
        w.wizard('Create a restore point'),
        'Type a description to help you identify the restore point.',
        w.field('Before printer driver change', { mark: true }),
      ),
      buttons: [button('Create', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'updates-and-repair/regedit-export': w.over(
    w.scene10(
      w.win(
        'Registry Editor',
        [
          menus('File', 'Edit', 'View', 'Favorites', 'Help'),
          w.box(
            'padding:4px 12px;border-bottom:1px solid #ddd',
            'Computer\\HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced',
          ),
          w.columns(
            250,
            w.tree(
              [0, 'pc', 'Computer', { open: true }],
              [1, 'folder', 'HKEY_CURRENT_USER', { open: true }],
              [2, 'folder', 'Software', { open: true }],
              [3, 'folder', 'Microsoft', { open: true }],
              [4, 'folder', 'Explorer', { open: true }],
              [5, 'folder', 'Advanced', { on: true, leaf: true }],
              [1, 'folder', 'HKEY_LOCAL_MACHINE'],
              [1, 'folder', 'HKEY_USERS'],
            ),
            w.table(
              ['Name', 'Type', 'Data'],
              [
                ['(Default)', 'REG_SZ', '(value not set)'],
                ['Hidden', 'REG_DWORD', '0x00000002 (2)'],
                ['HideFileExt', 'REG_DWORD', '0x00000001 (1)'],
                ['TaskbarAl', 'REG_DWORD', '0x00000001 (1)'],
              ],
            ),
          ),
        ],
        { sign: 'apps', width: 690 },
      ),
    ),
    'left:22px;top:70px',
    w.menu(['Import…', { text: 'Export…', mark: true, hover: true }, '-', 'Load Hive…', 'Connect Network Registry…', '-', 'Exit']),
  ),
  'updates-and-repair/regedit-save': w.scene10(
    w.dialog('Export Registry File', {
      width: 480,
      sign: 'apps',
      body: stack(
        row('<span style="width:90px">File name:</span>', grow(w.field('explorer-advanced-2026-10-02.reg'))),
        row('<span style="width:90px">Save as type:</span>', grow(w.field('Registration Files (*.reg)'))),
        w.group(
          'Export range',
          radio(false, 'All'),
          radio(true, 'Selected branch', { mark: true }),
          '<div class="soft" style="padding-left:24px">HKEY_CURRENT_USER\\Software\\…\\Advanced</div>',
        ),
      ),
      buttons: [button('Save', { kind: 'main' }), button('Cancel')],
    }),
  ),
};
