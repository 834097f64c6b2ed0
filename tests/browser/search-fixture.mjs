// A small site with one guide for each thing that the search understands.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Words that make a body long enough to be told from others, and no result of any query. */
const padding = (seed) => Array.from({ length: 60 }, (_, i) => "pad" + ((seed * 7919 + i * i * 31) % 997)).join(" ");

const body = (seed, steps, prose = "") => `${prose}\n\n## What to do\n\n${steps.map((s, i) => `${i + 1}. ${s}`).join("\n")}\n\n## Notes\n\n${padding(seed)}.\n`;
const copied = body(1, ["Open **Services**.", "Stop the **Print Spooler** and empty the folder of waiting jobs.", "Start the service again."]);

/** Path -> [front matter, body]. */
const GUIDES = {
  "printers/queue": [{ title: "Clear a stuck print queue", platforms: ["Windows 10"], tags: ["printer"] }, copied],
  "printers/queue2": [{ title: "Get rid of jobs that will not print", platforms: ["Windows 11"], tags: ["printer"] }, copied],
  "printers/queue3": [{ title: "Empty the spooler", platforms: ["Windows 11"], tags: ["printer"] }, copied],
  "network/dns": [{ title: "Flush the DNS cache", platforms: ["Windows 10", "Windows 11"], tags: ["wifi"] },
    body(2, ["Open a **Command Prompt**.", "Type `ipconfig /flushdns` and press **Enter**."], "Old addresses linger. " + padding(12) + ". At the very end the resolver forgets the crimson lighthouse for good.")],
  "network/wifi": [{ title: "Connect to Wi-Fi", platforms: ["Windows 11"], tags: ["wifi"] },
    body(3, ["Select **Settings** > **Network & internet** > **Wi-Fi**.", "Select the network and type its password."])],
  "system/repair": [{ title: "Repair system files" }, body(4, ["Run `sfc /scannow`.", "Restart the computer."])],
  "system/code": [{ title: "Error 0x80070643 while updating" }, body(5, ["Stop the update service.", "Rename the folder `SoftwareDistribution`."])],
  "system/stop": [{ title: "What a stop code says" }, body(6, ["Note the code, such as 0x0000007B.", "Look it up."])],
  "system/devices": [{ title: "See all hardware" }, body(7, ["Press **Windows key + R**.", "Type `devmgmt.msc` and select **OK**."])],
  "system/settings": [{ title: "Open the settings" }, body(8, ["Press **Win** + **I**."])],
  "system/words": [{ title: "What the desk writes" }, body(14, ["Ask the group.", "Look at the policy."], "An editor looks at it. " + padding(15) + ".")],
  "people/child": [{ title: "Set limits for a child" }, body(9, ["Open **Family**.", "Choose a time for each day."])],
  "fresh/a": [{ title: "Replace the toner", review: "{every: 30, on: 2020-01-01}" }, body(10, ["Open the front door.", "Take the old cartridge out."])],
  "fresh/b": [{ title: "Replace the toner", verified: "{on: 2999-01-01}" }, body(11, ["Lift the lid at the back.", "Push the blue lever."])],
  "manual/writing": [{ title: "Write an article" }, "## Example\n\n```markdown\n1. Click the zanzibar button.\n```\n\n" + padding(13) + ".\n"],
};
// Enough that words of many guides go beyond the first tier, and that one of them has a rare word.
for (let i = 0; i < 1200; i++) {
  GUIDES[`archive/n${i}`] = [{ title: `Archived note ${i}`, platforms: i === 700 ? ["Windows 8.1"] : undefined, tags: i === 700 ? ["rare"] : undefined },
    `The legacy ${i % 2 ? "legacy legacy " : ""}notebook says ${i === 701 ? "quetzal" : "nothing"} of item x${i}.\n`];
}

/** Builds the site with `program`; `synonyms` is the text of `content/synonyms.yaml`, `settings` more of the settings. */
export function fixture(program, { synonyms = "- gizmo, toner\n- mfp: spooler\n", language = "en", guides = GUIDES, settings = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "guidepost-search-"));
  const own = Object.entries(settings).map(([key, value]) => `${key}: ${value}\n`).join("");
  writeFileSync(join(folder, "guidepost.yaml"), `language: ${language}\n${own}`);
  for (const [path, [front, text]] of Object.entries(guides)) {
    const file = join(folder, "content", path + ".md");
    mkdirSync(dirname(file), { recursive: true });
    const lines = Object.entries(front).filter(([, v]) => v !== undefined)
      .map(([key, value]) => `${key}: ${Array.isArray(value) ? "[" + value.join(", ") + "]" : value.startsWith("{") ? value : JSON.stringify(value)}`);
    writeFileSync(file, `---\n${lines.join("\n")}\n---\n\n${text}`);
  }
  writeFileSync(join(folder, "content/synonyms.yaml"), synonyms);
  try {
    execFileSync(program, ["build", "--project", folder, "--quiet"], { stdio: "pipe" });
  } catch (fault) {
    // Findings are expected: 1. Anything else is a fault of ours.
    if (fault.status !== 1) throw new Error(String(fault.stderr));
  }
  return { folder, site: join(folder, "site") };
}
