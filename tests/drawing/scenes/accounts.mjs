import * as w from '../windows.mjs';
const { card, head, button, toggle, link, check, radio, row, stack, icon, soft, grow, bold } = w;

const side = (text) => `<span style="width:150px">${text}</span>`;
const { big } = w;

export default {
  'accounts/your-info-11': w.settings11(
    ['Accounts', 'Your info'],
    row(
      `<span class="face" style="width:64px;height:64px;font-size:22px">SR</span>`,
      grow('<b style="font-size:17px">Sam Reyes</b>' + soft('Local account &nbsp; Administrator')),
    ),
    head('Account settings'),
    card('mail', 'Microsoft account', '', link('Sign in with a Microsoft account instead', { mark: true })),
    head('Adjust your photo'),
    card('camera', 'Take a photo', '', button('Open camera')),
    card('folder', 'Choose a file', '', button('Browse files')),
  ),
  'accounts/activation-11': w.settings11(
    ['System', 'Activation'],
    card('window', 'Windows 11 Pro', '', ''),
    card('key', 'Activation state', '', row(w.mark('Active'), w.opened), { kind: 'opened' }),
    card('', '', 'Windows is activated with a digital license linked to your Microsoft account', '', { kind: 'inner' }),
    card('lock', 'Change product key', 'Enter a product key to change the edition or activate', button('Change')),
    head('Related'),
    card('person', 'Add an account', '', w.chevron),
  ),
  'accounts/activation-10': w.settings10(
    'Update &amp; Security',
    'Activation',
    'Activation',
    w.h2('Windows'),
    `<table style="width:auto"><tr><td style="padding-left:0">Edition</td><td>Windows 10 Pro</td></tr><tr><td style="padding-left:0">Activation</td><td>${w.mark('Windows is activated with a digital license')}</td></tr></table>`,
    w.h2('Add a Microsoft account'),
    w.p('With a Microsoft account you can activate Windows again after a change of hardware.'),
    link('Add an account'),
  ),
  'accounts/sign-in-options-11': w.settings11(
    ['Accounts', 'Sign-in options'],
    head('Ways to sign in'),
    card('person', 'Facial recognition (Windows Hello)', 'This option is currently unavailable', w.closed),
    card('keyboard', 'PIN (Windows Hello)', 'Sign in with a PIN (Recommended)', w.opened, { kind: 'opened' }),
    card('', 'Change your PIN', '', button('Change PIN', { mark: true }), { kind: 'inner' }),
    card('', 'Remove this sign-in option', '', row(link('I forgot my PIN'), button('Remove')), { kind: 'inner' }),
    card('key', 'Security key', 'Sign in with a physical security key', w.closed),
  ),
  'accounts/sign-in-options-10': w.settings10(
    'Accounts',
    'Sign-in options',
    'Sign-in options',
    w.h2('Manage how you sign in to your device'),
    row(icon('person'), 'Windows Hello Face'),
    `<div style="background:#dcdcdc;padding:10px 12px;max-width:430px;margin-bottom:10px">${row(icon('keyboard'), grow('Windows Hello PIN' + soft('You can use this PIN to sign in to Windows, apps and services.')))}<div style="padding:10px 0 0 30px" class="row">${button('Change')}${button('Remove')}</div><div style="padding:10px 0 0 30px">${link('I forgot my PIN', { mark: true })}</div></div>`,
    row(icon('key'), 'Security Key'),
  ),
  'accounts/change-pin': w.scene11(
    w.question(
      'Windows Security',
      400,
      'shield',
      big('Change your PIN'),
      w.field('••••••'),
      w.field('New PIN', { mark: true }),
      w.field('Confirm PIN'),
      check(false, 'Include letters and symbols'),
      `<div style="display:grid;grid-template-columns:1fr 1fr;gap:10px">${button('OK', { kind: 'accent' })}${button('Cancel')}</div>`,
    ),
  ),
  'accounts/local-users': w.over(
    w.scene11(
      w.win(
        'lusrmgr - [Local Users and Groups (Local)\\Users]',
        [
          w.menus('File', 'Action', 'View', 'Help'),
          w.box(
            'min-height:190px',
            w.columns(
              200,
              w.tree(
                [0, 'person', 'Local Users and Groups', { open: true }],
                [1, 'folder', 'Users', { leaf: true, on: true }],
                [1, 'folder', 'Groups', { leaf: true }],
              ),
              w.table(
                ['Name', 'Full Name', 'Description'],
                [
                  ['Administrator', '', 'Built-in account for administering…'],
                  ['frontdesk', 'Front Desk', 'Shared desk account'],
                  ['sam', 'Sam Reyes', ''],
                ],
                -1,
                1,
              ),
            ),
          ),
        ],
        { sign: 'person', width: 700 },
      ),
    ),
    'left:314px;top:154px',
    w.menu([{ text: 'Set Password…', mark: true, hover: true }, 'All Tasks', '-', 'Delete', 'Rename', '-', 'Properties']),
    60,
  ),
  'accounts/set-password': w.scene11(
    w.dialog('Set Password for frontdesk', {
      width: 430,
      body: stack(
        row(side('New password:'), grow(w.field('••••••••••••', { mark: true }))),
        row(side('Confirm password:'), grow(w.field('••••••••••••'))),
        row(
          icon('warning', '#b36b00', 26),
          '<span>The user may lose access to encrypted files and stored passwords when an administrator sets the password.</span>',
        ),
      ),
      buttons: [button('OK', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'accounts/net-user': w.scene11(
    w.terminal('Administrator: Command Prompt', [
      'C:\\Windows\\System32&gt;' + w.mark(w.yellow('net user frontdesk *')),
      '',
      'Type a password for the user:',
      'Retype the password to confirm:',
      w.green('The command completed successfully.'),
      '',
      'C:\\Windows\\System32&gt;_',
    ]),
  ),
  'accounts/other-users-11': w.settings11(
    ['Accounts', 'Other users'],
    head('Other users'),
    card('person', 'Add other user', '', button('Add account', { kind: 'accent', mark: true })),
    card('person', 'frontdesk', 'Local account', w.closed),
    head('Set up a kiosk'),
    card('window', 'Kiosk', 'Turn this device into a kiosk', button('Get started')),
  ),
  'accounts/no-sign-in-information': w.scene11(
    w.question(
      'Microsoft account',
      460,
      'person',
      big('How will this person sign in?'),
      w.field('Email or phone'),
      link("I don't have this person's sign-in information", { mark: true }),
      `<div style="text-align:right">${button('Cancel')} ${button('Next', { kind: 'accent' })}</div>`,
    ),
  ),
  'accounts/create-local-user': w.scene11(
    w.question(
      'Create a user for this PC',
      460,
      'person',
      big('Create a user for this PC'),
      bold("Who's going to use this PC?"),
      w.field('frontdesk2', { mark: true }),
      bold('Make it secure.'),
      w.field('••••••••••'),
      w.field('••••••••••'),
      w.select('Security question 1'),
      `<div style="text-align:right">${button('Next', { kind: 'accent' })} ${button('Back')}</div>`,
    ),
  ),
  'accounts/account-type': w.scene11(
    w.dialog('Change account type', {
      width: 420,
      body: stack(
        row('<span class="face">F2</span>', '<b>frontdesk2</b> &nbsp;Local account'),
        bold('Account type'),
        w.select('Standard User', { mark: true }),
      ),
      buttons: [button('OK', { kind: 'main' }), button('Cancel')],
    }),
  ),
  'accounts/family-10': w.settings10(
    'Accounts',
    'Family &amp; other users',
    'Family &amp; other users',
    w.h2('Other users'),
    w.p('Let people who are not part of your family sign in with their own accounts.'),
    row(w.mark(row(`<span class="button" style="padding:0 6px">${icon('plus')}</span>`, 'Add someone else to this PC'))),
    row(icon('person', '', 30), grow('frontdesk' + soft('Local account'))),
  ),
  'accounts/access-work-11': w.settings11(
    ['Accounts', 'Access work or school'],
    card('storage', 'Add a work or school account', '', button('Connect', { kind: 'accent', mark: true })),
    head('Related settings'),
    card('file', 'Export your management log files', '', button('Export')),
    card('key', 'Add or remove a provisioning package', '', button('Add a package')),
  ),
  'accounts/join-entra': w.scene11(
    w.question(
      'Microsoft account',
      500,
      'storage',
      big('Set up a work or school account'),
      'You get access to things like email, apps and the network.',
      w.field('Email address'),
      bold('Alternate actions:'),
      link('Join this device to Microsoft Entra ID', { mark: true }),
      link('Join this device to a local Active Directory domain'),
      `<div style="text-align:right">${button('Next', { kind: 'accent' })}</div>`,
    ),
  ),
  'accounts/dsregcmd': w.scene11(
    w.terminal('Command Prompt', [
      'C:\\Users\\sam&gt;' + w.yellow('dsregcmd /status'),
      '',
      '+----------------------------------------------------------------------+',
      '| Device State                                                         |',
      '+----------------------------------------------------------------------+',
      '',
      '           ' + w.mark(w.green('AzureAdJoined : YES')),
      '',
      '        EnterpriseJoined : NO',
      '            DomainJoined : NO',
    ]),
  ),
};
