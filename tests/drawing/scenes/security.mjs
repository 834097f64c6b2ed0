import * as w from '../windows.mjs';
const { card, head, button, toggle, link, check, radio, row, stack, icon, soft, grow, bold } = w;

const apps = [
  ['Cast to Device functionality', 1, 1],
  ['Example Chat', 1, 0],
  ['File and Printer Sharing', 0, 0],
  ['Remote Desktop', 1, 0],
  ['Stock counter', 1, 0],
];

export default {
  'security/recovery-screen': w.blue(
    '<h1>BitLocker recovery</h1>',
    'Enter the recovery key for this drive',
    w.box('margin:18px 0;background:#fff;color:#222;padding:8px 12px;width:520px', '_'),
    w.mark('Recovery key ID: 1A2B3C4D-0000-0000-0000-00000000EXMP'),
    '<br><br>',
    soft('Press Enter to continue. Press Esc for more recovery options.'),
  ),
  'security/control-panel': w.scene11(
    w.control(
      'BitLocker Drive Encryption',
      ['Control Panel', 'System and Security', 'BitLocker Drive Encryption'],
      [
        stack(w.wizard('BitLocker Drive Encryption'), bold('Operating system drive'), '<hr>', bold('Windows (C:) BitLocker on')),
        w.box(
          'display:flex;gap:40px;margin:12px 0 8px',
          icon('drive', '#456', 48),
          w.box(
            'line-height:2.3',
            w.guarded(link('Suspend protection')),
            w.guarded(link('Back up your recovery key', { mark: true })),
            w.guarded(link('Turn off BitLocker')),
          ),
        ),
      ],
      { sign: 'lock', width: 640 },
    ),
  ),
  'security/manage-bde': w.scene11(
    w.terminal('Administrator: Command Prompt', [
      'C:\\Windows\\System32&gt;' + w.yellow('manage-bde -protectors -get C:'),
      '',
      'Volume C: [Windows]',
      'All Key Protectors',
      '',
      '    Numerical Password:',
      '',
      '      ' + w.mark('ID: {1A2B3C4D-0000-0000-0000-00000000EXMP}'),
      '',
      '      Password:',
      '        <span class="dim">000000-000000-000000-000000-000000-000000-000000-000000</span>',
    ]),
  ),
  'security/quick-scan': w.scene11(
    w.security(
      'Virus &amp; threat protection',
      bold('Current threats'),
      'No current threats.<br>' + soft('Last scan: 10/1/2026 6:12 PM (quick scan)<br>0 threats found. 41,206 files scanned.'),
      button('Quick scan', { mark: true }),
      link('Scan options') + '<br>' + link('Allowed threats'),
      bold('Virus &amp; threat protection settings'),
      'No action needed.',
    ),
  ),
  'security/scan-options': w.scene11(
    w.security(
      'Virus &amp; threat protection',
      bold('Scan options'),
      radio(false, '<b>Quick scan</b>' + soft('Checks folders where threats are commonly found.')),
      radio(false, '<b>Full scan</b>' + soft('Checks all files and running programs.')),
      radio(false, '<b>Custom scan</b>'),
      radio(true, '<b>Microsoft Defender Antivirus (offline scan)</b>', { mark: true }),
      button('Scan now'),
    ),
  ),
  'security/scan-powershell': w.scene10(
    w.console10('Administrator: Windows PowerShell', [
      'PS C:\\&gt; ' + w.yellow('Update-MpSignature'),
      'PS C:\\&gt; ' + w.yellow('Start-MpScan -ScanType QuickScan'),
      'PS C:\\&gt; ' + w.yellow('Get-MpComputerStatus | Select-Object QuickScanEndTime, AntivirusSignatureAge'),
      '',
      'QuickScanEndTime       AntivirusSignatureAge',
      '----------------       ---------------------',
      '10/2/2026 10:31:07 AM                      0',
    ]),
  ),
  'security/firewall-page': w.scene11(
    w.security(
      'Firewall &amp; network protection',
      row(icon('pc'), grow('<b>Domain network</b>' + soft('Firewall is on.'))),
      row(icon('home'), grow('<b>Private network</b> (active)' + soft('Firewall is on.'))),
      row(icon('globe'), grow('<b>Public network</b>' + soft('Firewall is on.'))),
      link('Allow an app through firewall', { mark: true }) + '<br><br>' + link('Advanced settings'),
    ),
  ),
  'security/allowed-apps': w.scene11(
    w.control(
      'Allowed apps',
      ['Control Panel', 'System and Security', 'Windows Defender Firewall', 'Allowed apps'],
      [
        row(grow(w.wizard('Allow apps to communicate through the firewall')), button(w.guarded('Change settings'), { mark: true })),
        '<br>',
        w.table(
          ['Name', 'Private', 'Public'],
          apps.map(([name, home, street]) => [check(true, name), check(home, ''), check(street, '')]),
        ),
        w.box('text-align:right;padding-top:10px', button('Allow another app…')),
      ],
      { sign: 'shield', width: 640 },
    ),
  ),
  'security/add-an-app': w.scene11(
    w.dialog('Add an app', {
      width: 460,
      body: stack(
        'Select the app you want to add, or select Browse to find one that is not listed.',
        w.list({ text: `${icon('apps', '#456', 18)} Stock counter`, on: true, mark: true }, `${icon('terminal', '#456', 18)} Remote console`),
        row('Path:', grow(w.field('C:\\Program Files\\Stock\\counter.exe')), button('Browse…')),
        link('Network types…'),
      ),
      buttons: [button('Add', { kind: 'main' }), button('Cancel')],
    }),
  ),
};
