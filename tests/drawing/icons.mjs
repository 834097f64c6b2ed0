// Line icons of our own on a 20 x 20 grid, one path each.

const PATHS = {
  system: 'M2 4h16v10H2zM7 17h6M10 14v3',
  bluetooth: 'M6 6.5l8 7-4 3.5V3l4 3.5-8 7',
  network: 'M2 8a11.5 11.5 0 0 1 16 0M5 11a7.3 7.3 0 0 1 10 0M8 14a3 3 0 0 1 4 0M10 16.6v.2',
  brush: 'M17 3L9 11M9 11c-2-.6-4 .6-4 3 0 1.6-1 2.3-2 2.6 3.6 1.2 7.6.4 8-3 0-1.2-.8-2.3-2-2.6z',
  apps: 'M3 3h6v6H3zM11 11h6v6h-6zM3 11h6v6H3zM14 2.5l3.5 3.5L14 9.5 10.5 6z',
  person: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 18c.5-4 3-6 6.5-6s6 2 6.5 6',
  clock: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 6v4.5l3 2',
  game: 'M6 6h8c3 0 4 3 4 6s-3 3-4.5.5h-7C5 15 2 15 2 12s1-6 4-6zM6 8v3M4.5 9.5h3M13 9.5h1.5',
  access: 'M10 2a1.7 1.7 0 1 0 .01 0M3 7l5 1.2v3L6 18M17 7l-5 1.2v3L14 18M8 8.2h4M8.2 11.5h3.6',
  shield: 'M10 2l6.5 2.5v5c0 4-2.5 7-6.5 8.5C6 16.5 3.5 13.5 3.5 9.5v-5z',
  update: 'M16.5 8A7 7 0 0 0 4 6.5M3.5 3v4h4M3.5 12A7 7 0 0 0 16 13.5M16.5 17v-4h-4',
  gear: 'M10 7a3 3 0 1 0 .01 0M10 2v2.5M10 15.5V18M2 10h2.5M15.5 10H18M4.3 4.3l1.8 1.8M13.9 13.9l1.8 1.8M4.3 15.7l1.8-1.8M13.9 6.1l1.8-1.8',
  home: 'M3 9l7-6 7 6v8h-5v-5H8v5H3z',
  search: 'M8.5 3a5.5 5.5 0 1 0 .01 0M12.5 12.5L17 17',
  printer: 'M5 8V3h10v5M5 14H3V8h14v6h-2M5 12h10v5H5z',
  sound: 'M3 8v4h3l4 3.5v-11L6 8zM13 7a4 4 0 0 1 0 6M15 4.5a7.5 7.5 0 0 1 0 11',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8 17.5h4',
  power: 'M6 5a6.5 6.5 0 1 0 8 0M10 2v7',
  storage: 'M2 6h16v8H2zM4.5 11.5h4M15 11.5h.5',
  clipboard: 'M5 4h10v14H5zM7.5 2.5h5v3h-5z',
  remote: 'M3 4l5 5-5 5M17 6l-5 5 5 5',
  info: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 9v5M10 6v.4',
  key: 'M7 8a4 4 0 1 0 3.6 5.7L18 10v-3h-2.5L9.6 10.8A4 4 0 0 0 7 8z',
  wrench: 'M12.5 7.5A4.5 4.5 0 0 1 17 3.5l-1.5 2.5 2 1 1-1.5a4.5 4.5 0 0 1-6 4.5L6 16.5 3.5 14z',
  recovery: 'M3 10a7 7 0 1 0 2-5M3 3.5v4h4M10 7v4M8 13h4',
  lock: 'M4 9h12v9H4zM6.5 9V6a3.5 3.5 0 0 1 7 0v3M10 12.5v2',
  folder: 'M2 5h6l2 2h8v9H2z',
  file: 'M5 2h7l4 4v12H5zM12 2v4h4',
  drive: 'M2 11l3-6h10l3 6v4H2zM2 11h16M14 13.2h1.5',
  pc: 'M2 4h16v10H2zM7 17h6',
  trash: 'M4 5.5h12M8 5V3h4v2M5.5 5.5L6.5 18h7l1-12.5M8.5 8.5v6M11.5 8.5v6',
  cloud: 'M6 16h8.5a3.3 3.3 0 0 0 .3-6.6A5 5 0 0 0 5.3 9 3.5 3.5 0 0 0 6 16z',
  terminal: 'M2 4h16v13H2zM5 8l3 2.5L5 13M10 13.5h5',
  chip: 'M5 5h10v10H5zM8 2v3M12 2v3M8 15v3M12 15v3M2 8h3M2 12h3M15 8h3M15 12h3',
  display: 'M2 4h16v10H2zM7 17h6M10 14v3M5 7h4',
  camera: 'M2 6h4l1.5-2h5L14 6h4v10H2zM10 8a3 3 0 1 0 .01 0',
  keyboard: 'M2 5h16v10H2zM5 8h.5M8 8h.5M11 8h.5M14 8h.5M5 10.5h.5M14 10.5h.5M7 12.5h6',
  globe: 'M10 2.5a7.5 7.5 0 1 0 .01 0M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15',
  battery: 'M2 6.5h14v7H2zM17.5 9v2M4 8.5h7v3H4z',
  plane: 'M10 2l1.5 5.5L18 11v1.5L11.5 11l-.5 4 2 1.5V18L10 17l-3 1v-1.5L9 15l-.5-4L2 12.5V11l6.5-3.5z',
  warning: 'M10 3l8 14H2zM10 8v4.5M10 14.8v.2',
  check: 'M4 10.5l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  right: 'M8 5l5 5-5 5',
  down: 'M5 8l5 5 5-5',
  up: 'M5 12l5-5 5 5',
  back: 'M9 4l-6 6 6 6M3 10h14',
  more: 'M5 10h.2M10 10h.2M15 10h.2',
  share: 'M7 3H3v14h14v-4M11 3h6v6M17 3l-9 9',
  crop: 'M5 2v13h13M2 5h13v13',
  window: 'M3 4h14v12H3zM3 7.5h14',
  freeform: 'M3 14c2-9 5-10 7-7s4 2 7-2M4 17h12',
  tools: 'M4 4l12 12M16 4L4 16',
  send: 'M3 4l14 6-14 6 2-6zM5 10h6',
  mail: 'M2 5h16v11H2zM2 5l8 6 8-6',
  phone: 'M6 2h8v16H6zM9 15.5h2',
  language: 'M3 5h9M7.5 3v2M4.5 12c4-1.5 5.5-4 6-7M4.5 7c1 2.5 3 4 5.5 4.7M10 17l3.5-8 3.5 8M11.2 14.5h4.6',
  bug: 'M6 8h8v5a4 4 0 0 1-8 0zM7.5 8a2.5 2.5 0 0 1 5 0M3 6l3 3M17 6l-3 3M2.5 12H6M14 12h3.5M4 18l2.5-3M16 18l-2.5-3',
  stopwatch: 'M10 5a6.5 6.5 0 1 0 .01 0M8 2.5h4M10 8v3.5',
  heart: 'M10 17C4 12.5 2.5 10 2.5 7.5A3.8 3.8 0 0 1 10 6.2a3.8 3.8 0 0 1 7.5 1.3C17.5 10 16 12.5 10 17z',
  gauge: 'M3 15a8 8 0 1 1 14 0M10 13l3.5-5',
  pin: 'M7 2.5h6M8 2.5v5l-3 4h10l-3-4v-5M10 11.5v6',
  save: 'M3 3h11l3 3v11H3zM6 3v5h7V3M6 17v-5h8v5',
  desktop: 'M2 4h16v11H2zM2 12.5h16M5 7h2v2H5z',
};

/** The icon of that name, in the colour of the text or in `colour`. */
export function icon(name, colour = '', size = 20) {
  if (!PATHS[name]) throw new Error(`no icon named ${name}`);
  const style = colour ? ` style="color:${colour}"` : '';
  return `<svg class="icon" width="${size}" height="${size}" viewBox="0 0 20 20"${style}><path d="${PATHS[name]}"/></svg>`;
}

/** Our neutral four-square glyph for the Start button. */
export function glyph(size = 18, colour = '#0f6cbd') {
  const square = (x, y) => `<rect x="${x}" y="${y}" width="7" height="7" rx="1"/>`;
  return `<svg width="${size}" height="${size}" viewBox="0 0 18 18" fill="${colour}">${square(1.5, 1.5)}${square(9.5, 1.5)}${square(1.5, 9.5)}${square(9.5, 9.5)}</svg>`;
}
