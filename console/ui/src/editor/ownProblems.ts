import type { TFunction } from "i18next";
import type { Problem } from "../api/types";
import type { View } from "./document/view";

/**
 * What is wrong though a document alone cannot tell: an id that another has, and a field of the offer that was left
 * without a name, which JSON allows and no channel knows what to do with.
 *
 * @param holder who has the id
 */
export function ownProblems(
  text: string,
  view: View | undefined,
  holder: string | undefined,
  t: TFunction,
): Problem[] {
  const problemAt = (pattern: RegExp, said: string): Problem => ({
    line: text.split("\n").findIndex((line) => pattern.test(line)) + 1,
    column: 1,
    severity: "error",
    text: said,
  });
  const isNameless = view?.offer.kind === "fields" && view.offer.fields.some(({ key }) => key === "");
  return [
    ...(holder === undefined ? [] : [problemAt(/^id\s*:/, t("editor.idTaken", { name: holder }))]),
    ...(isNameless ? [problemAt(/^\s*(""|'')\s*:/, t("editor.fieldNameless"))] : []),
  ];
}
