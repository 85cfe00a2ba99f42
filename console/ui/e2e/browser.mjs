// A headless Chromium of this machine, and what all tests in it need.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const { source: axe } = createRequire(require.resolve("@axe-core/playwright"))("axe-core");

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Where the browser is; undefined where there is none. */
export const executablePath = places.find((place) => place !== undefined && existsSync(place));

export function launch() {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export async function signIn(page, { url, password }) {
  await page.goto(url);
  await page.getByLabel("Name").fill("admin");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Live" }).waitFor();
}

/** Publishes what stands in the editor, as a version: whoever clicks. */
export async function publish(page, version, click = (locator) => locator.click()) {
  await click(page.getByRole("button", { name: `Publish v${version}` }));
  await click(page.getByRole("dialog").getByRole("button", { name: /Publish/ }));
  await page.getByText(`Version ${version} is published`).first().waitFor();
}

/**
 * The serious faults of accessibility on the page, each as a line; only those of some rules, and not what some selectors find,
 * where these are named. The page keeps the program that looks for them, which takes longer to bring than to run.
 */
export async function faults(page, rules, exclude = []) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe);
  }
  return page.evaluate(
    async ([only, not]) => {
      const { violations } = await window.axe.run(not.length === 0 ? document : { exclude: not }, {
        resultTypes: ["violations"],
        ...(only === undefined ? {} : { runOnly: only }),
      });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`));
    },
    [rules, exclude],
  );
}
