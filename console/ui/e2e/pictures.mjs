// Takes the pictures of docs/images: every screen, light and dark, of a demo that has run for a while.
//   node e2e/pictures.mjs [FOLDER] [SCREEN ...]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, signIn } from "./browser.mjs";
import { start } from "./system.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../docs/images", import.meta.url));
const warmUpMillis = Number(process.env.WARM_UP ?? 90_000);
const settleMillis = 2_500;
const chosen = process.argv.slice(3);
const isWanted = (name) => chosen.length === 0 || chosen.includes(name);
const screens = [
  ["live", "/live"],
  ["campaigns", "/campaigns"],
  ["campaign", "/campaigns/cross-sell"],
  ["editor", "/campaigns/abandoned-cart/edit"],
  ["try", "/campaigns/cross-sell/edit?try"],
  ["people", "/people?q=an"],
  ["person", "/people/c4?why=left-in-the-basket"],
  ["data", "/data"],
  ["workbench", "/data/queries/campaign-audience?campaign=cross-sell"],
  ["board", "/boards/customer?userid=c4"],
  ["access", "/access"],
];

mkdirSync(folder, { recursive: true });
const system = await start();
const browser = await launch();
try {
  await new Promise((resolve) => setTimeout(resolve, warmUpMillis));
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme,
      locale: "en-GB",
    });
    const page = await context.newPage();
    await signIn(page, system);
    const picture = async (name) => {
      await page.locator("[aria-busy=true]").first().waitFor({ state: "hidden" });
      await page.waitForTimeout(settleMillis);
      await page.screenshot({ path: join(folder, `console-${name}-${colorScheme}.png`) });
    };
    for (const [name, path] of screens.filter(([name]) => isWanted(name))) {
      await page.goto(system.url + path);
      if (name === "try" || name === "workbench") {
        await page.getByRole("button", { name: "Run", exact: true }).click();
      }
      await picture(name);
    }
    if (isWanted("shop")) {
      await page.goto(`${system.url}/shop`);
      await page.getByRole("button", { name: "Enter the shop" }).click();
      for (const category of ["clothing", "shoes", "clothing"]) {
        await page
          .locator("[data-product]")
          .filter({ hasText: category })
          .nth(category === "shoes" ? 0 : 2)
          .waitFor();
        const some = page.locator("[data-product]").filter({ hasText: category });
        await some.nth(Math.min(Math.floor(Math.random() * 4), (await some.count()) - 1)).click();
        await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
      }
      await picture("shop");
    }
    await context.close();
    console.log(`pictures, ${colorScheme}, in ${folder}`);
  }
} finally {
  await browser.close();
  await system.stop();
}
