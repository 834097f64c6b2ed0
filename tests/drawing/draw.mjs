// Draws the pictures of the sample guides: mock windows in the manner of Windows 10 and 11, made
// from data (scenes/*.mjs), HTML parts (windows.mjs, icons.mjs) and one style sheet (windows.css).
// They are our own drawings, not copies of anybody's screenshots. Needed only when a picture
// changes; the built site never uses this folder. To run it you need Chromium, pngquant, and in any
// folder of your own: `npm i playwright-core @fontsource/open-sans @fontsource/cascadia-mono`
// (the two fonts are optional). Start it from that folder:
//     node <repo>/tests/drawing/draw.mjs            every picture
//     node <repo>/tests/drawing/draw.mjs printers   those whose name contains "printers"

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const guides = join(here, '../../content/guides');
const SCALE = 1.25;
const COLOURS = '32';

const fonts = [
  ['Open Sans', 300],
  ['Open Sans', 400],
  ['Open Sans', 600],
  ['Cascadia Mono', 400],
]
  .map(([family, weight]) => fontFace(family, weight))
  .join('\n');
const style = readFileSync(join(here, 'windows.css'), 'utf8') + fonts;

const wanted = process.argv[2] ?? '';
const { chromium } = createRequire(process.cwd() + '/')('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
const page = await browser.newPage({ deviceScaleFactor: SCALE, viewport: { width: 1200, height: 900 } });
let count = 0,
  bytes = 0;
for (const file of readdirSync(join(here, 'scenes')).sort()) {
  const { default: scenes } = await import(join(here, 'scenes', file));
  for (const [name, html] of Object.entries(scenes)) {
    if (!name.includes(wanted)) continue;
    const [category, picture] = name.split('/');
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style>${html}`);
    await page.evaluate(() => document.fonts.ready);
    const size = write(join(guides, category, 'images', picture + '.png'), await page.locator('.scene').screenshot());
    if (size > 25 * 1024) console.warn(`${name}: ${Math.round(size / 1024)} KB`);
    count += 1;
    bytes += size;
  }
}
await browser.close();
console.log(`${count} pictures, ${Math.round(bytes / 1024)} KB`);

/** Writes the picture with few colours and answers its size. */
function write(path, png) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path + '.raw', png);
  execFileSync('pngquant', ['--force', '--nofs', '--strip', '--speed', '1', '--output', path, COLOURS, path + '.raw']);
  rmSync(path + '.raw');
  return statSync(path).size;
}

/** The font as a data address, or nothing where it is not installed. */
function fontFace(family, weight) {
  const slug = family.toLowerCase().replace(' ', '-');
  const path = join(process.cwd(), `node_modules/@fontsource/${slug}/files/${slug}-latin-${weight}-normal.woff2`);
  if (!existsSync(path)) return '';
  const data = readFileSync(path).toString('base64');
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) }`;
}
