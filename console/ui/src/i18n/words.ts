import type en from "./en";

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** The texts of one language: all that English has. */
export type Words = Texts<typeof en>;

type Forms = { [key: string]: string | Forms };

/**
 * Texts with each plural form that a language asks for. A catalogue writes what is said of one and of others; nothing
 * at all, and what only large numbers have (*1 milhão de …*), are said like others.
 */
export function withPlurals(words: Words, language: string): Forms {
  const forms = ["zero", ...new Intl.PluralRules(language).resolvedOptions().pluralCategories];
  const complete = (texts: Forms): Forms =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([key, text]): [string, string | Forms][] => {
        if (typeof text !== "string") {
          return [[key, complete(text)]];
        }
        const stem = key.endsWith("_other") ? key.slice(0, -"other".length) : undefined;
        return stem === undefined
          ? [[key, text]]
          : [
              ...forms
                .filter((form) => !(stem + form in texts))
                .map((form): [string, string] => [stem + form, text]),
              [key, text],
            ];
      }),
    );
  return complete(words);
}
