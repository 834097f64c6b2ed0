import * as w from '../windows.mjs';
const { card, head, button, toggle, tile, link, check, radio, row, stack, icon } = w;

const printers = ['Bluetooth &amp; devices', 'Printers &amp; scanners'];
const page10 = (...parts) => w.settings10('Devices', 'Printers &amp; scanners', 'Printers &amp; scanners', ...parts);
const fax = tile('printer', 'Microsoft Print to PDF');

export default {
  'printers/add-device-11': w.settings11(
    printers,
    head('Add a printer or scanner'),
    card('', 'Add a printer or scanner', '', button('Add device', { kind: 'accent', mark: true })),
    card('printer', 'Microsoft Print to PDF'),
    card('printer', 'Front desk laser'),
  ),
  'printers/add-manually-11': w.settings11(
    printers,
    card('', 'Add a printer or scanner', '', button('Refresh')),
    card('printer', 'Hall copier', 'Ready to pair', button('Add device')),
    card('', "The printer that I want isn't listed", '', button('Add manually', { mark: true })),
    card('printer', 'Microsoft Print to PDF'),
  ),
  'printers/find-by-address-11': w.scene11(
    w.dialog('Add Printer', {
      width: 520,
      sign: 'printer',
      body: stack(
        w.wizard('Find a printer by other options'),
        radio(false, 'My printer is a little older. Help me find it.'),
        radio(false, 'Select a shared printer by name'),
        radio(true, 'Add a printer using an IP address or hostname', { mark: true }),
        radio(false, 'Add a Bluetooth, wireless or network discoverable printer'),
        radio(false, 'Add a local printer or network printer with manual settings'),
      ),
      buttons: [button('Next', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'printers/printer-hostname': w.scene11(
    w.dialog('Add Printer', {
      width: 520,
      sign: 'printer',
      body: stack(
        w.wizard('Type a printer hostname or IP address'),
        row('<span style="width:150px">Device type:</span>', w.select('TCP/IP Device')),
        row(
          '<span style="width:150px">Hostname or IP address:</span>',
          `<div class="grow">${w.field('printer-2.office.example', { mark: true })}</div>`,
        ),
        row('<span style="width:150px">Port name:</span>', `<div class="grow">${w.field('printer-2.office.example')}</div>`),
        check(true, 'Query the printer and automatically select the driver to use'),
      ),
      buttons: [button('Next', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'printers/add-printer-10': page10(
    w.h2('Add printers &amp; scanners'),
    row(w.mark(row(`<span class="button" style="padding:0 6px">${icon('plus')}</span>`, 'Add a printer or scanner'))),
    w.h2('Printers &amp; scanners'),
    fax,
    tile('printer', 'Front desk laser', 'Offline'),
  ),
  'printers/services-spooler': w.scene11(
    w.win(
      'Services',
      [
        w.menus('File', 'Action', 'View', 'Help'),
        w.columns(
          190,
          w.box(
            'padding:12px 14px',
            stack(
              w.bold('Print Spooler'),
              link('Stop', { mark: true }) + ' the service',
              link('Restart') + ' the service',
              'Description:<br>Keeps print jobs and hands them to the printer.',
            ),
          ),
          w.table(
            ['Name', 'Status', 'Startup Type'],
            [
              ['Phone Service', '', 'Manual (Trigger…)'],
              ['Plug and Play', 'Running', 'Manual'],
              ['Power', 'Running', 'Automatic'],
              ['Print Spooler', 'Running', 'Automatic'],
              ['Program Compatibility…', 'Running', 'Manual'],
              ['Quality Windows Audio…', '', 'Manual'],
            ],
            -1,
            3,
          ),
        ),
      ],
      { sign: 'gear', width: 680 },
    ),
  ),
  'printers/spool-folder': w.scene11(
    w.explorer11(
      'PRINTERS',
      [
        ['plus', 'New'],
        ['clipboard', ''],
        ['trash', '', { mark: true }],
        ['more', ''],
      ],
      w.table(
        ['Name', 'Date modified', 'Type'],
        ['00012.SHD', '00012.SPL', '00013.SHD', '00013.SPL'].map((name) => [
          `${icon('file', '#567', 16)} ${name}`,
          '10/2/2026 9:58 AM',
          name.slice(-3) + ' File',
        ]),
        -1,
        'all',
      ),
      { sign: 'folder' },
    ),
  ),
  'printers/spooler-commands': w.scene11(
    w.terminal('Administrator: Command Prompt', [
      'C:\\Windows\\System32&gt;' + w.yellow('net stop spooler'),
      'The Print Spooler service is stopping.',
      w.green('The Print Spooler service was stopped successfully.'),
      '',
      `C:\\Windows\\System32&gt;${w.mark(w.yellow('del /q /f "%SystemRoot%\\System32\\spool\\PRINTERS\\*.*"'))}`,
      '',
      'C:\\Windows\\System32&gt;' + w.yellow('net start spooler'),
      w.green('The Print Spooler service was started successfully.'),
    ]),
  ),
  'printers/default-off-11': w.settings11(
    printers,
    head('Printer preferences'),
    card('', 'Let Windows manage my default printer', 'Windows takes the printer you used last at this place', toggle(false, { mark: true })),
    card('', 'Download drivers and device software over metered connections', '', toggle(false)),
    card('', 'Print server properties', '', w.outside),
  ),
  'printers/set-as-default-11': w.settings11(
    [...printers, 'Front desk laser'],
    row(
      icon('printer', '#445', 44),
      w.grow('<b>Front desk laser</b><div class="soft">Printer status: Idle</div>'),
      button('Set as default', { mark: true }),
      button('Remove'),
    ),
    head('Printer settings'),
    card('printer', 'Open print queue', '', w.outside),
    card('file', 'Print test page', '', w.outside),
    card('gear', 'Printer properties', '', w.outside),
  ),
  'printers/manage-10': page10(
    w.h2('Printers &amp; scanners'),
    fax,
    tile('printer', 'Front desk laser', '', [button('Open queue'), button('Manage', { mark: true }), button('Remove device')]),
    tile('printer', 'Label printer'),
    '<br>',
    check(false, 'Let Windows manage my default printer'),
  ),
  'printers/driver-tab': w.scene11(
    w.dialog('Print Server Properties', {
      width: 470,
      sign: 'printer',
      tabs: ['Forms', 'Ports', 'Drivers', 'Security', 'Advanced'],
      at: 'Drivers',
      body: [
        'Installed printer drivers:<br><br>',
        '<div class="list">' +
          w.table(
            ['Name', 'Processor', 'Type'],
            [
              ['Front desk laser PCL6', 'x64', 'Type 3 - User Mode'],
              ['Microsoft Print To PDF', 'x64', 'Type 4 - User Mode'],
              ['Old copier PS', 'x64', 'Type 3 - User Mode'],
            ],
            -1,
            2,
          ) +
          '</div><br>',
        row(button('Add…'), button('Remove…', { mark: true }), button('Properties')),
      ],
      buttons: [button('Close'), button('Cancel'), button('Apply', { kind: 'off' })],
    }),
  ),
  'printers/driver-package': w.scene11(
    w.dialog('Remove Driver And Package', {
      width: 380,
      body: stack(
        'Do you want to remove the driver(s) only, or remove the driver(s) and the driver package(s) from your system?',
        radio(false, 'Remove driver only.'),
        radio(true, 'Remove driver and driver package.', { mark: true }),
      ),
      buttons: [button('OK', { kind: 'main' }), button('Cancel')],
    }),
  ),
};
