import { begin, languages, speak } from "../src/i18n";

// All texts are here before a test begins, so that a page speaks any language at once.
if (typeof document !== "undefined") {
  await begin();
  for (const { code } of languages) {
    await speak(code);
  }
  await speak("en");
  localStorage.clear();
}
