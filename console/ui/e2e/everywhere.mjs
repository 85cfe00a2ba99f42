// Every screen in every theme, language and width: free of faults that a tool for accessibility finds, and never wider than
// its window.
import { faults } from "./browser.mjs";
import { widths } from "./person.mjs";
import { screens, settled, tooWide } from "./screens.mjs";

const languages = ["en", "zh", "pt"];
const themes = ["light", "dark"];
/** What another theme or another language can make wrong; the rest is looked for once in each width. */
const ofLooks = [
  "aria-command-name",
  "aria-dialog-name",
  "aria-input-field-name",
  "aria-toggle-field-name",
  "button-name",
  "color-contrast",
  "document-title",
  "html-has-lang",
  "html-lang-valid",
  "label",
  "link-in-text-block",
  "link-name",
  "role-img-alt",
  "scrollable-region-focusable",
  "select-name",
  "svg-img-alt",
  "valid-lang",
];
/** Lines of a list beyond the eighth look as those before do; they are judged in one language. */
const repeated = ["li:nth-of-type(n+9)", "tr:nth-of-type(n+9)", "[role=row]:nth-of-type(n+9)"];

/** Goes over to another language as people do, whatever stands before the switch or hides it. */
async function speak(page, language) {
  await page.locator("nav button[aria-haspopup=menu]").dispatchEvent("click");
  await page.locator(`[role=menuitem][lang=${language}]`).dispatchEvent("click");
  await page.waitForFunction((code) => document.documentElement.lang === code, language);
  await page.locator("[role=menu]").waitFor({ state: "hidden" });
}

/** What is wrong on the page that is open, as `note` is told of it: in all languages, beginning with its own, and in all themes. */
async function lookAt(page, note) {
  const from = languages.indexOf(await page.evaluate(() => document.documentElement.lang));
  for (let more = 0; more < languages.length; more++) {
    const language = languages[(from + more) % languages.length];
    if (more > 0) {
      await speak(page, language);
      await settled(page);
    }
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const isFirst = more === 0 && theme === themes[0];
      const found = await faults(page, isFirst ? undefined : ofLooks, more === 0 ? [] : repeated);
      note(`${language}, ${theme}`, found);
    }
    const wide = await tooWide(page);
    if (wide !== undefined) note(language, [wide]);
  }
}

/** Some screens in one width, each by whom it is for. */
async function inWidth(viewport, chosen, seats, url, note) {
  for (const { name, path, act, isFor = "people", width = viewport.width } of chosen) {
    if (width === viewport.width) {
      const page = seats[isFor];
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(url + path);
      await settled(page);
      await act?.(page);
      await settled(page);
      await lookAt(page, (where, found) => note(`${name}, ${viewport.width} px, ${where}`, found));
    }
  }
}

/**
 * Looks at some screens in all that there is, as whoever is signed in on a page, and those for guests as one. Each is opened once
 * in each width, both widths side by side; from there it goes over to the other themes and languages as it stands. Returns the
 * faults.
 */
export async function everywhere(page, url, chosen = screens) {
  const wrong = [];
  const note = (where, found) => {
    for (const fault of found) {
      wrong.push(`${where}: ${fault}`);
      console.log(`fault on ${where}: ${fault}`);
    }
  };
  const context = page.context();
  const guests = await context.browser().newContext({ locale: "en-GB" });
  await Promise.all(
    widths.map(async ({ viewport }) => {
      const seats = { people: await context.newPage(), guests: await guests.newPage() };
      await inWidth(viewport, chosen, seats, url, note);
      await seats.people.close();
    }),
  );
  await guests.close();
  // The next page of this browser speaks as the ones before did.
  await page.evaluate(() => localStorage.setItem("nudge-language", "en"));
  return wrong;
}
