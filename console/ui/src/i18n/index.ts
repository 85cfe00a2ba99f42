import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { withPlurals, type Words } from "./words";

export const languages = [
  { code: "en", name: "English" },
  { code: "zh", name: "中文" },
  { code: "pt", name: "Português" },
] as const;

export type Language = (typeof languages)[number]["code"];

const catalogues: Record<Language, () => Promise<{ default: Words }>> = {
  en: () => import("./en"),
  zh: () => import("./zh"),
  pt: () => import("./pt"),
};

const namespace = "translation";
const stored = "nudge-language";
let wanted: Language = "en";

function known(code: string | null | undefined): Language | undefined {
  return languages.find((language) => language.code === code)?.code;
}

function remembered(): Language | undefined {
  try {
    return known(localStorage.getItem(stored));
  } catch {
    return undefined;
  }
}

function ofBrowser(): Language {
  const [code] = navigator.language.toLowerCase().split("-");
  return known(code) ?? "en";
}

/** The texts of one language, brought when they are asked for. */
export async function wordsOf(code: Language): Promise<Words> {
  return (await catalogues[code]()).default;
}

/**
 * Brings the texts of the language that this browser was told or has, without which nothing can be shown. English stands in where
 * they do not come.
 *
 * @throws TypeError where English does not come either
 */
export async function begin(): Promise<void> {
  wanted = remembered() ?? ofBrowser();
  const words = await wordsOf(wanted).catch(() => {
    wanted = "en";
    return wordsOf(wanted);
  });
  await i18next.use(initReactI18next).init({
    resources: { [wanted]: { [namespace]: withPlurals(words, wanted) } },
    lng: wanted,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = wanted;
}

/** Goes over to a language once its texts are here, at once where they are; whoever asks last wins. */
async function goOver(code: Language): Promise<void> {
  wanted = code;
  if (!i18next.hasResourceBundle(code, namespace)) {
    i18next.addResourceBundle(code, namespace, withPlurals(await wordsOf(code), code));
  }
  if (wanted === code) {
    void i18next.changeLanguage(code);
    document.documentElement.lang = code;
  }
}

/**
 * Goes over to a language that somebody chose, and remembers it in this browser.
 *
 * @throws TypeError where its texts do not come; the old language stays
 */
export async function speak(code: string): Promise<void> {
  await goOver(known(code) ?? "en");
  try {
    localStorage.setItem(stored, wanted);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
  }
}

/** Takes the language that the account prefers, unless this browser was told otherwise. */
export async function preferred(code: string | null | undefined): Promise<void> {
  const language = known(code);
  if (remembered() === undefined && language !== undefined) {
    await goOver(language);
  }
}
