import { meant, type Value } from "../cel/literal";
import type { Subject } from "../names";

/**
 * The value that somebody means who types a text: of the kind that the property was always seen to be, or else of
 * the kind of the values that stand there already.
 */
export function readAs(text: string, there: readonly Value[], subject: Subject | undefined): Value {
  const isSure = subject?.only === true;
  const literals = there.filter(
    (value) => value.kind !== "path" && !(value.kind === "string" && value.value === ""),
  );
  if (isSure || literals.length === 0) {
    return meant(text, subject?.kind);
  }
  return literals.every((value) => value.kind === "string")
    ? { kind: "string", value: text }
    : meant(text, literals.every((value) => value.kind === "number") ? "number" : undefined);
}
