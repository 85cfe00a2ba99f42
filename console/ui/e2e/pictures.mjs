// Takes the pictures of the docs: every screen on a desktop and on a phone, light and dark, in English and in Chinese, of a
// demo that has run for a while; the first screen of a system that is new and empty; and what a campaign has caused, of a demo
// with as many shoppers as that takes. Says what they weigh together.
//   node e2e/pictures.mjs [FOLDER] [SCREEN ...]
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, signIn } from "./browser.mjs";
import { enter, furnish, screens, settled } from "./screens.mjs";
import { hands, sendDocument } from "./send.mjs";
import { newFolder, start, up } from "./system.mjs";

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
/** What Live says on the first day. */
const first = { name: "beginnings", path: "/live" };
const document = `id: welcome-back
name: Welcome back
pattern:
  steps:
    - {name: signed_in, event: sign_in}
offer:
  text: "Good that you are here again"
`;
/** What a picture needs besides what the screen does by itself. */
const needs = {
  shop,
  "shop-inspector": shop,
  "send-document": (page) => sendDocument(hands(page), document),
};

mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  if (isWanted("effect")) {
    await effect();
  }
  if (isWanted(first.name)) {
    await beginning();
  }
  if (chosen.length === 0 || chosen.some((name) => name !== "effect" && name !== first.name)) {
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

/** Takes some screens of a system in all languages, widths and colours. */
async function takeAll(system, wanted, prepare = async () => undefined) {
  const signedIn = await browser.newContext({ locale: "en-GB" });
  const admin = await signedIn.newPage();
  await signIn(admin, system);
  await prepare(admin);
  const storageState = await signedIn.storageState();
  await signedIn.close();
  for (const [language, locale] of Object.entries(locales)) {
    for (const { name: width, scale, ...device } of widths) {
      const context = await browser.newContext({ ...device, locale, storageState });
      const guest = await browser.newContext({ ...device, locale });
      const [page, asGuest] = [await context.newPage(), await guest.newPage()];
      for (const screen of wanted) {
        const { width: only = device.viewport.width } = screen;
        if (only === device.viewport.width) {
          const seat = screen.isFor === "guests" ? asGuest : page;
          await show(seat, system.url, screen);
          for (const colorScheme of ["light", "dark"]) {
            await seat.emulateMedia({ colorScheme });
            await seat.waitForTimeout(150);
            const file = `${screen.name}-${width}-${language}-${colorScheme}.webp`;
            const y = await seat.evaluate(() => window.scrollY); // what is in sight
            await take(seat, file, { x: 0, y, ...device.viewport }, scale);
          }
        }
      }
      await context.close();
      await guest.close();
      console.log(`taken: ${language}, ${width}`);
    }
  }
}

/** Opens a screen and does what it is for, until nothing is under way. */
async function show(page, url, { name, path, act }) {
  await page.goto(url + path);
  await settled(page);
  await needs[name]?.(page);
  await act?.(page);
  await settled(page);
  await page.waitForFunction(() => document.querySelector("main [data-state=running]") === null);
  await page.waitForTimeout(settleMillis);
}

async function beginning() {
  const data = newFolder();
  const system = await up(data);
  try {
    await takeAll(system, [first]);
  } finally {
    await system.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function demo() {
  const system = await start();
  try {
    if (process.env.NUDGE_URL === undefined) {
      await new Promise((resolve) => setTimeout(resolve, warmUpMillis));
    }
    await takeAll(
      system,
      screens.filter(({ name, isAlike }) => isWanted(name) && isAlike !== true),
      furnish,
    );
  } finally {
    await system.stop();
  }
}
