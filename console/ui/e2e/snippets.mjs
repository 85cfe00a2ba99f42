// The programs that the page of access shows for a new token, each run as it stands there, with the tools of this machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const shots = fileURLToPath(new URL("../shots", import.meta.url));

const tools = {
  curl: { file: "nudge.sh", command: "bash" },
  Java: { file: "Nudge.java", command: "java" },
  Python: { file: "nudge.py", command: "python3" },
  JavaScript: { file: "nudge.mjs", command: process.execPath },
  Segment: { file: "segment.mjs", command: process.execPath },
};

function run(folder, { file, command }, text) {
  writeFileSync(join(folder, file), text);
  const done = spawnSync(command, [file], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  assert.equal(done.status, 0, `${file}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Runs all that is shown; says which, and leaves out those whose tool is not here. */
async function runShown(page, folder) {
  const ran = [];
  for (const [name, tool] of Object.entries(tools)) {
    await page.getByRole("radiogroup", { name: "Language" }).getByText(name, { exact: true }).click();
    const text = await page.locator("pre[aria-label='Use it']").innerText();
    if (spawnSync(tool.command, ["--version"]).status !== 0) {
      continue;
    }
    const said = run(folder, tool, text);
    if (name !== "Segment") {
      assert.match(said, /202[\s\S]*accepted/, name);
    }
    ran.push(name);
  }
  return ran;
}

/** Makes a token on the page, runs what is shown, rotates it, and runs that. */
export async function snippets(page, url) {
  mkdirSync(shots, { recursive: true });
  // Below the packages, so that the SDK is found.
  const folder = mkdtempSync(join(shots, "snippets-"));
  try {
    await page.goto(`${url}/access`);
    await page.getByLabel("What it is for").fill("snippets");
    await page.getByRole("button", { name: "Make a token" }).click();
    const ran = await runShown(page, folder);
    assert.ok(ran.includes("Segment"));
    const shown = page.locator("[role=status] code");
    const before = await shown.innerText();
    await page.getByRole("button", { name: "Rotate snippets" }).last().click();
    await page.getByLabel("Hours for the old one").fill("2");
    await page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }).click();
    await page.getByText("old one not used since").last().waitFor();
    const after = await shown.innerText();
    assert.notEqual(after, before);
    await page.getByRole("radiogroup", { name: "Language" }).getByText("curl", { exact: true }).click();
    const text = await page.locator("pre[aria-label='Use it']").innerText();
    assert.match(run(folder, tools.curl, text), / 202/);
    assert.match(run(folder, tools.curl, text.replace(after, before)), / 202/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
