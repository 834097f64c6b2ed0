// What the search understands, asked as a reader would, on a small site of its own. No browser is needed.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { fixture } from "./search-fixture.mjs";
import { page } from "./search-sandbox.mjs";

const program = process.env.GUIDEPOST_BIN && resolve(process.env.GUIDEPOST_BIN);
const skip = !program && "GUIDEPOST_BIN is not set";
let folder, site, search;
before(() => {
  if (skip) return;
  ({ folder, site } = fixture(program));
  ({ search } = page(site));
});
after(() => { if (folder) rmSync(folder, { recursive: true, force: true }); });

/** Page and anchor of the first result. */
const first = async (query, options) => (await search.query(query, options)).hits[0]?.url ?? "nothing";
const titles = async (query, options) => (await search.query(query, options)).hits.map((hit) => hit.title);
const marked = (text, marks) => marks.map(([start, end]) => text.slice(start, end));

test("codes, files, commands, keys and places are found in every spelling", { skip }, async () => {
  const spellings = {
    "system/code.html": ["0x80070643", "80070643", "0X80070643", "error 80070643", "(0x80070643)"],
    "system/stop.html#step-1": ["0x0000007b", "0x7B", "0000007b"],
    "system/devices.html#step-2": ["devmgmt.msc", "DEVMGMT.MSC", "devmgmt", "devmg"],
    "system/devices.html#step-1": ["win+r", "Win + R", "windows key + r", "Windows logo key and R", "WIN-R"],
    "system/settings.html#step-1": ["win+i", "win + i", "Windows key and I"],
    "system/repair.html#step-1": ["sfc /scannow", "/scannow", "scannow", "sfc"],
    "network/dns.html#step-2": ["ipconfig /flushdns", "flushdns"],
    "network/wifi.html": ["wifi", "Wi-Fi", "wi fi", "WIFI"],
    "network/wifi.html#step-1": ["Settings > Network & internet > Wi-Fi"],
    "printers/queue.html#step-2": ["folder waiting"],
  };
  const wrong = [];
  for (const [url, queries] of Object.entries(spellings)) {
    for (const query of queries) {
      const got = await first(query);
      if (got !== url && got.split("#")[0] !== url) wrong.push(`${query}: ${got}, not ${url}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("a mistyped word is guessed and the way back is open; codes and numbers are not", { skip }, async () => {
  const guessed = await search.query("flsh the dns cache");
  assert.equal(guessed.corrected, "flush the dns cache");
  assert.equal(guessed.hits[0].url.split("#")[0], "network/dns.html");
  const exact = await search.query("flsh the dns cache", { exact: true });
  assert.deepEqual([exact.corrected, exact.hits[0].title], ["", "Flush the DNS cache"]);
  assert.equal((await search.query("tonre ")).corrected, "toner ");
  assert.equal((await search.query("otner ")).corrected, "toner ", "the first two letters swapped");
  assert.equal((await search.query("printqueue ")).corrected, "print queue ", "two words in one");
  for (const query of ["0x80070644", "80070644", "devmgmt.mcs", "x70l"]) assert.equal((await search.query(query)).corrected, "", query);
  for (const query of ["0x80070644", "80070644"]) assert.equal((await search.query(query)).total, 0, query);
});

test("what no guide has is said, and what is left of a name is not taken for it", { skip }, async () => {
  const found = async (query, options) => {
    const { total, missing, corrected, near } = await search.query(query, options);
    return [total, missing.join(", "), corrected, near.join(", ")];
  };
  assert.deepEqual(await found("0x80070649 toner "), [2, "0x80070649", "", ""]);
  assert.deepEqual(await found("toner Xyzzyq "), [2, "Xyzzyq", "", ""]);
  assert.deepEqual(await found("stuk print queue", { exact: true }), [1, "stuk", "", ""]);
  assert.deepEqual(await found("0x80070649 flsh the dns cache"), [1, "0x80070649", "flush the dns cache", ""]);
  assert.deepEqual(await found("toner.msc"), [2, "toner.msc", "", ""], "the part that says what it is");
  assert.equal((await found("zzgpedit.msc"))[0], 0, "and not those that have nothing but the ending");
  assert.equal((await found("gpedit.msc"))[0], 0, "nor one with the words of its other name here and there");
  assert.equal((await found("10.0.19041.1"))[0], 0);
  assert.equal((await found("Win+Q"))[0], 0, "not all that speak of the Windows key");
  assert.deepEqual(await found("kid limits "), [1, "", "", ""], "a word of the same meaning is no guess");
  for (const code of ["0x80070649", "80070649", "0x8007064", "1234567 "]) assert.equal((await found(code))[3], "", code + ": another code is never near");
});

test("a chord is found however it is spelled", { skip }, async () => {
  const step = (chord) => [{ title: "Shortcut " + chord.length + chord.charCodeAt(chord.length - 1) }, "1. Press **" + chord + "** and wait for the window.\n2. Turn the machine off at home.\n"];
  const guides = {
    "emoji": [{ title: "Insert a smiley" }, "1. Press **Win+.** on the keyboard.\n"],
    "zoom": [{ title: "Make everything larger" }, "1. Press **Ctrl++** or **Ctrl+Plus**.\n"],
    "clip": step("Win+V"), "run": step("Win+R"), "shot": step("Win+Shift+S"), "tasks": step("Ctrl+Shift+Esc"), "seven": step("Win+7"), "start": step("Win+Home"),
    "other": [{ title: "Control a computer with Windows 7 at home" }, "1. Select **Windows** and the key.\n2. Use the control for 7 days at home.\n"],
  };
  const made = fixture(program, { guides, synonyms: "" });
  try {
    const expected = {
      emoji: ["Win+.", "win + .", "Windows key + .", "WinKey+.", "⊞+.", "win+period", "win+. smiley"],
      zoom: ["Ctrl++", "Strg++", "ctrl + +", "Ctrl+Plus"],
      clip: ["Win+V", "WinKey+V", "Super+V", "⊞+V", "win key v", "windows key v", "Windows logo key V", "win v", "Windows-Taste+V", "win key v machine"],
      run: ["windows key r", "win r", "Win+R "], shot: ["winkey+shift+s", "win shift s", "windows key shift s"],
      tasks: ["control shift escape", "ctrl shift esc", "Strg Umschalt Esc", "Ctrl+Shift+Esc"],
      other: ["windows 7", "win 7 ", "windows home ", "control a computer ", "windows 7 at home "],
    };
    const wrong = [];
    for (const [name, queries] of Object.entries(expected)) {
      for (const query of queries) {
        const { hits, missing } = await page(made.site).search.query(query);
        const got = [hits[0]?.url.split(".")[0], ...missing].join(" ");
        if (got !== name) wrong.push(`${query}: ${got}, not ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
    const [hit] = (await page(made.site).search.query("win+.")).hits;
    assert.deepEqual(marked(hit.best.snippet, hit.marks.snippet), ["Win+."]);
  } finally {
    rmSync(made.folder, { recursive: true, force: true });
  }
});

test("a typo is known by what others write, a word that a guide has is none", { skip }, async () => {
  const guides = {
    "usr": [{ title: "The folder usr" }, "1. Open the folder usr.\n"],
    "dism": [{ title: "Mend an image" }, "1. Run dism and wait.\n"],
    "disks": [{ title: "Disk space" }, "1. Look at the disk.\n"],
    "blue": [{ title: "A blue screen" }, "1. Note what the blue screen says.\n"],
  };
  for (let i = 0; i < 9; i++) guides["u" + i] = [{ title: `Add a user to group ${i}` }, `1. Select the user of group ${i}.\n2. Look at the disk ${i}.\n`];
  const made = fixture(program, { guides, synonyms: "", settings: { common_synonyms: false } });
  try {
    const ask = async (query) => page(made.site).search.query(query);
    const typo = await ask("add a usre");
    assert.deepEqual([typo.corrected, typo.total], ["add a user", 9], "a slip, though its stem is that of “usr”");
    const known = await ask("dism ");
    assert.deepEqual([known.corrected, known.hits.map((hit) => hit.url)], ["", ["dism.html#step-1"]], "one guide has it: it is a word");
    for (const query of ["bluscreen ", "bluescreen ", "bluescren "]) {
      const two = await ask(query);
      assert.deepEqual([two.corrected, two.hits[0]?.title], ["blue screen ", "A blue screen"], query);
    }
  } finally {
    rmSync(made.folder, { recursive: true, force: true });
  }
});

test("quoted words are one after the other, or the page is told that they are nowhere", { skip }, async () => {
  assert.deepEqual(await titles('"folder of waiting"'), ["Clear a stuck print queue"]);
  assert.deepEqual(await titles("“crimson lighthouse”"), ["Flush the DNS cache"]);
  const apart = await search.query('"lighthouse crimson"');
  assert.deepEqual([apart.unquoted, apart.hits[0].title], [true, "Flush the DNS cache"]);
  const open = await search.query('"folder of wait');
  assert.deepEqual([open.unquoted, open.hits.length > 0], [false, true], "still being typed");
  assert.equal((await search.query('"sfc /scannow"')).hits[0].url, "system/repair.html#step-1");
  assert.equal((await search.query('""')).total, 0);
});

test("a result shows the text that answers, from wherever it stands", { skip }, async () => {
  const [hit] = (await search.query("resolver forgets crimson")).hits;
  assert.match(hit.best.snippet, /resolver forgets the crimson lighthouse/);
  assert.deepEqual(marked(hit.best.snippet, hit.marks.snippet), ["resolver", "forgets", "crimson"]);
  assert.ok(hit.best.snippet.length < 200);
  const [step] = (await search.query("blue lever")).hits;
  assert.deepEqual([step.best.kind, step.best.heading, step.best.snippet], ["step", "What to do", "Push the blue lever."]);
  // What shows how to write is not what an article is about.
  assert.equal((await search.query("zanzibar")).total, 0);
});

test("guides that say the same are one result, and unfold", { skip }, async () => {
  const { hits } = await search.query("stuck print queue");
  assert.equal(hits.filter((hit) => hit.url.startsWith("printers/")).length, 1);
  const copies = await search.like(hits[0]);
  assert.deepEqual(copies.map((c) => c.title).sort(), ["Empty the spooler", "Get rid of jobs that will not print"]);
  assert.ok(copies.every((c) => existsSync(join(site, decodeURIComponent(c.url)))));
  // The copy whose title says it stands for the others.
  assert.equal((await search.query("empty the spooler")).hits[0].title, "Empty the spooler");
});

test("filters keep what they name, and count what each would leave", { skip }, async () => {
  const ask = (filters) => search.query("print queue jobs", { filters, facets: true });
  const all = await ask({});
  assert.ok(all.filterable);
  const of = (answer, kind) => Object.fromEntries(answer.facets.find((f) => f.kind === kind).values.map((v) => [v.value, v.count]));
  assert.deepEqual(of(all, "platform"), {}, "the one result has both: nothing to choose");
  const wide = await search.query("select type press", { facets: true });
  // Those that name no release are for any.
  assert.deepEqual(of(wide, "platform"), { "Windows 11": 4, "Windows 10": 3, "Windows 8.1": 2 });
  assert.deepEqual(of(wide, "category"), { Network: 2, System: 2 });
  const network = await search.query("select type press", { facets: true, filters: { category: ["Network"], platform: ["Windows 10"] } });
  assert.deepEqual(network.hits.map((hit) => hit.title), ["Flush the DNS cache"]);
  // Each kind counts what is left by the other kinds.
  assert.deepEqual([of(network, "platform"), of(network, "category")], [{ "Windows 11": 2, "Windows 10": 1 }, { Network: 1, System: 2 }]);
  const ten = await search.query("select type press", { filters: { platform: ["Windows 10"] } });
  assert.deepEqual(ten.hits.map((hit) => hit.title).sort(), ["Flush the DNS cache", "Open the settings", "See all hardware"]);
  assert.equal((await search.query("toner", { filters: { platform: ["Windows 11"] } })).total, 2, "no release in any of them");

  const eleven = await ask({ platform: ["Windows 11"] });
  assert.deepEqual([eleven.total, eleven.hits[0].platforms], [1, ["Windows 11"]], "a copy stands for its group");
  assert.equal((await ask({ platform: ["Windows 95"] })).total, 0);
  assert.equal((await ask({ tag: ["__proto__"], category: ["constructor"] })).total, 0);
});

test("what many guides have is found beyond its best thousand where that is needed", { skip }, async () => {
  const { search, loaded } = page(site);
  const tails = () => loaded.filter(([file]) => /[/\\]u\d+\./.test(file)).length;
  await search.query("legacy", {});
  assert.equal(tails(), 0, "not for a plain query");
  const filtered = await search.query("legacy", { filters: { tag: ["rare"] } });
  assert.deepEqual(filtered.hits.map((hit) => hit.title), ["Archived note 700"]);
  assert.ok(tails() > 0);
  const all = await search.query("legacy", { filters: { category: ["Archive"] } });
  assert.equal(all.total, 1200);
});

test("a form of a word that no guide has finds those with another form, without a word about it", { skip }, async () => {
  const guides = {
    "a": [{ title: "Connect a battery" }, "1. Unplug the cable.\n2. Type a name and select **Open**.\n3. Copy the file, do not delete it.\n"],
    "b": [{ title: "Restricting children" }, "1. Select **Family**.\n2. Limits come next.\n3. Run the installation.\n"],
    "c": [{ title: "Kennwort des Druckers", lang: "de" }, "1. Wählen Sie **Einstellung**.\n"],
    "d": [{ title: "Une imprimante", lang: "fr" }, "1. Choisissez **Imprimer**.\n"],
  };
  const made = fixture(program, { guides, synonyms: "", settings: { common_synonyms: false } });
  try {
    const found = async (query) => {
      const { hits, corrected } = await page(made.site).search.query(query);
      return hits.map((hit) => hit.url.split(".")[0]).join("") + (corrected && " for " + corrected);
    };
    const expected = {
      a: ["connecting", "connected ", "connects", "connection", "batteries", "batteri", "unplugging", "unplugged", "typing ", "opening", "opened", "copied", "copies", "copying", "deleting"],
      b: ["restricted", "restricts ", "restrictions", "limited", "limiting", "installations"],
      c: ["Kennwörter ", "einstellungen"], d: ["imprimantes "],
    };
    const wrong = [];
    for (const [name, queries] of Object.entries(expected)) {
      for (const query of queries) if ((await found(query)) !== name) wrong.push(`${query}: ${await found(query)}, not ${name}`);
    }
    assert.deepEqual(wrong, []);
    const [hit] = (await page(made.site).search.query("restricted")).hits;
    assert.deepEqual(marked(hit.title, hit.marks.title), ["Restricting"]);
    // A mistyped word is guessed at as before, and what is no form of anything stays unknown.
    assert.equal(await found("conect "), "a for connect ");
    assert.equal((await page(made.site).search.query("contest")).total, 0);
  } finally {
    rmSync(made.folder, { recursive: true, force: true });
  }
});

test("words that mean the same, of the site and of the house", { skip }, async () => {
  assert.equal((await first("gizmo")).split("/")[0], "fresh");
  assert.match(await first("replace gizmos"), /^fresh/);
  assert.match(await first("mfp"), /^printers/);
  assert.match(await first("kid limits"), /^people\/child/);
  assert.match(await first("reboot the pc"), /^system\/repair/);
  const same = await search.query("restrict a child");
  assert.deepEqual([same.hits[0].url.split("#")[0], same.corrected], ["people/child.html", ""], "a word that no guide has was not mistyped");
  // The word itself before those of the same meaning.
  assert.match(await first("computer"), /^system\/repair/);
});

test("of equals the verified one comes first, the overdue one last", { skip }, async () => {
  const { hits } = await search.query("replace the toner");
  assert.deepEqual(hits.slice(0, 2).map((hit) => hit.url.split("#")[0]), ["fresh/b.html", "fresh/a.html"]);
});

test("a query of nothing but common words finds what has them", { skip }, async () => {
  assert.ok((await search.query("what is this")).total > 0);
  assert.match(await first("how do I set limits"), /^people/);
});

test("other languages: endings, umlauts, scripts without spaces", { skip }, async () => {
  const guides = {
    "a": [{ title: "Drucker löschen" }, "1. Öffnen Sie die **Einstellungen**.\n2. Wählen Sie den Drucker.\n"],
    "b": [{ title: "Kennwörter ändern" }, "1. Drücken Sie **Strg** + **Alt** + **Entf**.\n"],
    "c": [{ title: "更新プログラムを確認する" }, "1. **設定** を開きます。\n"],
  };
  const german = fixture(program, { language: "de", guides, synonyms: "" });
  try {
    const { search } = page(german.site);
    const expected = { "loschen": "a", "gelöscht drucker": "a", "DRUCKERN": "a", "kennwort": "b", "passwort": "b", "wie kann ich kennwörter ändern": "b", "更新": "c", "プログラム": "c", "設定": "c" };
    for (const [query, name] of Object.entries(expected)) assert.equal((await search.query(query)).hits[0]?.url.split(".")[0], name, query);
  } finally {
    rmSync(german.folder, { recursive: true, force: true });
  }
});

test("of two guides with a command the one about its switch comes first", { skip }, async () => {
  const guides = {
    "reset": [{ title: "Reset the network" }, "1. Run `ipconfig /release`.\n2. Run `ipconfig /renew`.\n3. Run `ipconfig /flushdns`.\n"],
    "dns": [{ title: "Flush the DNS cache" }, "1. Open a **Command Prompt**.\n2. Type `ipconfig /flushdns` and press **Enter**. What /flushdns does is told below.\n"],
  };
  const made = fixture(program, { guides, synonyms: "" });
  try {
    for (const query of ["ipconfig /flushdns", "ipconfig /flushdns "]) assert.match((await page(made.site).search.query(query)).hits[0].url, /^dns/, query);
    assert.match((await page(made.site).search.query("ipconfig ")).hits[0].url, /^reset/);
  } finally {
    rmSync(made.folder, { recursive: true, force: true });
  }
});

test("a guide in another language is found by its own endings, and the site's own words stay", { skip }, async () => {
  const guides = {
    "en": [{ title: "Remove printers" }, "1. Select **Printers**.\n2. The old one may die.\n"],
    "de": [{ title: "Drucker und Kennwörter löschen", lang: "de" }, "1. Öffnen Sie die **Einstellungen**.\n2. Löschen Sie alle Kennwörter.\n"],
    "de2": [{ title: "Das Kennwort", lang: "de" }, "1. Warten.\n"],
    "fr": [{ title: "Imprimer une page", lang: "fr-CA" }, "1. Ouvrez les **Paramètres**.\n2. Choisissez les imprimantes.\n"],
  };
  const mixed = fixture(program, { language: "en", guides, synonyms: "" });
  try {
    const { search } = page(mixed.site);
    const expected = { "printer": "en", "removing printers": "en", "kennwort löschen": "de", "wie kann ich kennwörter löschen": "de", "einstellung": "de", "imprimante": "fr" };
    for (const [query, name] of Object.entries(expected)) assert.equal((await search.query(query)).hits[0]?.url.split(".")[0], name, query);
    assert.equal((await search.query("kennwörter ")).total, 2, "one word in two forms");
    assert.ok((await search.query("die ")).hits.some((hit) => hit.url.startsWith("en")), "no stop word where the site has it");
    const html = (name) => readFileSync(join(mixed.site, name), "utf8");
    assert.match(html("de.html"), /<html lang="en"[^]*<h1 lang="de" dir="ltr">Drucker[^]*<section[^>]* lang="de"/);
    assert.doesNotMatch(html("en.html"), /<h1 lang/);
    assert.match(html("a-z.html"), /lang="fr-CA" dir="ltr" href="fr\.html"/);
  } finally {
    rmSync(mixed.folder, { recursive: true, force: true });
  }
});

test("a site can do without the common synonyms", { skip }, async () => {
  const guides = { "child": [{ title: "Limits for a child" }, "1. Set limits.\n"] };
  for (const [settings, total] of [[{}, 1], [{ common_synonyms: false }, 0]]) {
    const made = fixture(program, { guides, synonyms: "", settings });
    try {
      assert.equal((await page(made.site).search.query("kid ")).total, total);
    } finally {
      rmSync(made.folder, { recursive: true, force: true });
    }
  }
});

test("a category can stand behind others, with all below it that say nothing else", { skip }, async () => {
  const same = (title) => [{ title }, `1. Take the gauge.\n2. Read what it says and write it down in the book ${title}.\n`];
  const guides = { "desk/pro/a": same("Read the gauge by the door"), "desk/b": same("Read the gauge in the yard"), "staff/c": same("Read the gauge on the wall"), "desk/open/d": same("Read the gauge at the gate") };
  for (const [path, [front]] of Object.entries(guides)) front.categories = ["[" + path.split("/").slice(0, -1).join(", ") + "]"];
  const made = fixture(program, { guides, synonyms: "", settings: { categories: "{desk: {search: low}, desk/open: {search: normal}}" } });
  try {
    const { hits } = await page(made.site).search.query("read the gauge");
    const all = await Promise.all(hits.map(async (hit) => [hit, ...await page(made.site).search.like(hit)]));
    const order = all.flat().map((hit) => hit.url.split("#")[0]);
    assert.deepEqual([order.slice(0, 2).sort(), order.slice(2).sort()], [["desk/open/d.html", "staff/c.html"], ["desk/b.html", "desk/pro/a.html"]]);
  } finally {
    rmSync(made.folder, { recursive: true, force: true });
  }
});

test("the scripts stay small", { skip }, () => {
  const lean = (name) => readFileSync(join(site, "assets", name));
  const size = (...names) => names.reduce((sum, name) => sum + gzipSync(lean(name), { level: 9 }).length, 0) / 1024;
  // The engine; what is loaded before the first title is shown, from any page: the engine and what shows its results;
  // and with what only some queries need: places and texts, filters, quoted words, guesses. The index is counted in
  // budget.test.mjs, what every page has (site.js, guidepost.js) in pages.test.mjs.
  const limits = [[10, "search.js"], [16, "search.js", "search-page.js"], [20, "search.js", "search-page.js", "search-more.js"]];
  const rows = limits.map(([limit, ...names]) => [names.join(" + "), size(...names).toFixed(2), limit]);
  console.log(rows.map(([names, kib, limit]) => `${names}: ${kib} KiB gzip, at most ${limit}`).join("\n"));
  assert.deepEqual(rows.filter(([, kib, limit]) => kib > limit), []);
  for (const name of ["search.js", "search-more.js", "search-page.js", "guidepost.js", "copy-steps.js", "zoom.js"]) assert.ok(!lean(name).includes("`"), name);
});
