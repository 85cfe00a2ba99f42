import type { Label, LabelOf } from "../api/labels";
import type { Vocabulary } from "../api/types";
import { propertiesOf } from "../editor/names";

/**
 * Something that people may call otherwise.
 *
 * @property label empty where nobody calls it anything
 * @property seen what was seen of it; empty where nothing was lately
 */
export type Name = { of: LabelOf; name: string; label: string; seen: string[] };

const order: LabelOf[] = ["type", "event", "profile"];
const shown = 5;

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Types and properties that were seen, and those that have a label all the same. */
export function namesOf(vocabulary: Vocabulary, labels: readonly Label[]): Name[] {
  const labelOf = (of: LabelOf, name: string) =>
    labels.find((label) => label.of === of && label.name === name)?.text ?? "";
  const seen: Name[] = [
    ...vocabulary.types.map(({ name, sources }) => ({ of: "type" as const, name, seen: sources })),
    ...propertiesOf(vocabulary, []).map((property) => ({ of: "event" as const, ...property })),
    ...vocabulary.profile.map((property) => ({ of: "profile" as const, ...property })),
  ].map((one) => ({
    of: one.of,
    name: one.name,
    label: labelOf(one.of, one.name),
    seen: "seen" in one ? one.seen : one.values.slice(0, shown).map(({ value }) => text(value)),
  }));
  const unseen = labels.filter(({ of, name }) => !seen.some((one) => one.of === of && one.name === name));
  return [...seen, ...unseen.map(({ of, name, text: label }) => ({ of, name, label, seen: [] }))].sort(
    (left, right) => order.indexOf(left.of) - order.indexOf(right.of) || left.name.localeCompare(right.name),
  );
}
