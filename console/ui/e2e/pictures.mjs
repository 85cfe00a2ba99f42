// Takes the pictures of the docs: every screen on a desktop and on a phone, light and dark, in English and in Chinese, of a
// demo that has run for a while; and what a campaign has caused, of one with as many shoppers as that takes. Says what
// they weigh together.
//   node e2e/pictures.mjs [FOLDER] [SCREEN ...]
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, signIn } from "./browser.mjs";
import { enter, screens, settled } from "./screens.mjs";
import { start } from "./system.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../docs/images/console", import.meta.url));
const warmUpMillis = Number(process.env.WARM_UP ?? 90_000);
const effectMillis = Number(process.env.WARM_UP ?? 300_000);
const settleMillis = 1_000;
const quality = 50;
const chosen = process.argv.slice(3);
const isWanted = (name) => chosen.length === 0 || chosen.includes(name);
const widths = [
  { name: "desktop", viewport: { width: 1440, height: 900 }, scale: 0.7 },
  { name: "phone", viewport: { width: 390, height: 844 }, hasTouch: true, scale: 0.8 },
];
const locales = { en: "en-GB", zh: "zh-CN" };

mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  if (isWanted("effect")) {
    await effect();
  }
  if (chosen.length === 0 || chosen.some((name) => name !== "effect")) {
    await demo();
  }
  const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
  const sum = sizes.reduce((total, size) => total + size, 0);
  console.log(`${sizes.length} pictures, ${(sum / 1e6).toFixed(1)} MB, in ${folder}`);
} finally {
  await browser.close();
}

/** WebP, which the browser can write and Playwright does not ask it for. */
async function take(page, file, clip, scale = 1) {
  const wire = await page.context().newCDPSession(page);
  const { data } = await wire.send("Page.captureScreenshot", {
    format: "webp",
    quality,
    clip: { ...clip, scale },
  });
  writeFileSync(join(folder, file), Buffer.from(data, "base64"));
  await wire.detach();
}

/** The panel alone, since the page is longer than a screen. */
async function effect() {
  const system = await start("--speed", "100");
  try {
    await new Promise((resolve) => setTimeout(resolve, effectMillis));
    const context = await browser.newContext({ viewport: { width: 1280, height: 1600 }, locale: "en-GB" });
    const page = await context.newPage();
    await signIn(page, system);
    await page.goto(`${system.url}/campaigns/second-look`);
    const panel = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "Effect", exact: true }) });
    await panel.getByRole("row").nth(3).waitFor();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(settleMillis);
      await take(page, `effect-${colorScheme}.webp`, await panel.boundingBox());
    }
  } finally {
    await system.stop();
  }
}

/** Goes into the shop and looks at what its tip says. */
async function shop(page) {
  await enter(page);
  for (const category of ["clothing", "shoes", "clothing"]) {
    const some = page.locator("[data-product]").filter({ hasText: category });
    await some.nth(category === "shoes" ? 0 : 2).waitFor();
    await some.nth(Math.min(Math.floor(Math.random() * 4), (await some.count()) - 1)).click();
    await page.getByRole("dialog").locator("header button").click();
  }
}

async function demo() {
  const system = await start();
  try {
    if (process.env.NUDGE_URL === undefined) {
      await new Promise((resolve) => setTimeout(resolve, warmUpMillis));
    }
    const first = await browser.newContext({ locale: "en-GB" });
    await signIn(await first.newPage(), system);
    const storageState = await first.storageState();
    await first.close();
    for (const [language, locale] of Object.entries(locales)) {
      for (const { name: width, scale, ...device } of widths) {
        const context = await browser.newContext({ ...device, locale, storageState });
        const page = await context.newPage();
        for (const { name, path, act } of screens.filter(({ name }) => isWanted(name))) {
          await page.goto(system.url + path);
          await settled(page);
          await (name === "shop" ? shop(page) : act?.(page));
          await settled(page);
          await page.waitForTimeout(settleMillis);
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await page.waitForTimeout(150);
            await take(
              page,
              `${name}-${width}-${language}-${colorScheme}.webp`,
              { x: 0, y: 0, ...device.viewport },
              scale,
            );
          }
        }
        await context.close();
        console.log(`taken: ${language}, ${width}`);
      }
    }
  } finally {
    await system.stop();
  }
}
