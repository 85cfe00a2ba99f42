// Every screen in every theme, language and width: free of faults that a tool for accessibility finds, and never wider than
// its window.
import { faults } from "./browser.mjs";
import { screens, settled, tooWide } from "./screens.mjs";

const languages = ["en", "zh", "pt"];
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Each screen is judged light and dark on a desktop in one language and on a phone in another, and on a phone for its width in
 * the third; which is which goes on from screen to screen.
 */
export async function everywhere(page, url) {
  const wrong = [];
  const note = (where, faults) =>
    faults.forEach((fault) => {
      wrong.push(`${where}: ${fault}`);
      console.log(`fault on ${where}: ${fault}`);
    });
  const noteWidth = async (where) => {
    const wide = await tooWide(page);
    if (wide !== undefined) note(where, [wide]);
  };
  const open = async ({ path, act }, viewport, language) => {
    await page.setViewportSize(viewport);
    await page.evaluate((code) => localStorage.setItem("nudge-language", code), language);
    await page.goto(url + path);
    await settled(page);
    await act?.(page);
    await settled(page);
  };
  for (const [index, screen] of screens.entries()) {
    const { name } = screen;
    const [first, second, third] = [0, 1, 2].map((more) => languages[(index + more) % languages.length]);
    for (const [viewport, language] of [
      [desktop, first],
      [phone, second],
    ]) {
      await open(screen, viewport, language);
      const where = `${name}, ${viewport.width} px, ${language}`;
      for (const colorScheme of ["light", "dark"]) {
        // Colours that are on their way are judged by nobody.
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        note(`${where}, ${colorScheme}`, await faults(page));
      }
      await noteWidth(where);
    }
    await open(screen, phone, third);
    await noteWidth(`${name}, ${phone.width} px, ${third}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => localStorage.setItem("nudge-language", "en"));
  return wrong;
}
