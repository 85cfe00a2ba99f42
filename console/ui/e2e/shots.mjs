// Pictures of screens: node e2e/shots.mjs NAME PATH [WIDTHxHEIGHT] [light|dark] [wait ms] [script]
import { chromium } from "playwright-core";
const [name, path, size = "1280x800", scheme = "light", wait = "900", script = ""] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const base = process.env.BASE ?? "http://localhost:5173";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({
  viewport: { width, height },
  colorScheme: scheme,
  locale: process.env.LOCALE ?? "en-GB",
});
page.on(
  "console",
  (m) => ["error", "warning"].includes(m.type()) && console.log(m.type(), m.text().slice(0, 300)),
);
page.on("pageerror", (e) => console.log("pageerror", e.message.slice(0, 300)));
await page.goto(base + path);
await page.waitForTimeout(Number(wait));
if (script) await new Function("page", `return (async()=>{${script}})()`)(page);
const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
if (wide > 0) console.log(`${name}: ${wide} px wider than the window`);
await page.screenshot({ path: `shots/${name}.png` });
await browser.close();
