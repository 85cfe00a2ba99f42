import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "./en";
import zh from "./zh";

export const languages = [
  { code: "en", name: "English" },
  { code: "zh", name: "中文" },
] as const;

const stored = "nudge-language";

function remembered(): string | null {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, zh: { translation: zh } },
  lng: remembered() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"),
  fallbackLng: "en",
  interpolation: { escapeValue: false },
});

document.documentElement.lang = i18next.language;

export function speak(code: string): void {
  void i18next.changeLanguage(code);
  document.documentElement.lang = code;
  try {
    localStorage.setItem(stored, code);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
  }
}

/** Takes the language that the account prefers, unless this browser was told otherwise. */
export function preferred(code: string | null | undefined): void {
  if (remembered() === null && languages.some((language) => language.code === code)) {
    void i18next.changeLanguage(code ?? "en");
    document.documentElement.lang = code ?? "en";
  }
}
