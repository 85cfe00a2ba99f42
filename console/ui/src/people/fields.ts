export type Field = { name: string; text: string };

const namesOf = ["name", "full_name", "fullName", "fullname"];
const partsOfNames = [
  ["first_name", "last_name"],
  ["firstName", "lastName"],
  ["given_name", "family_name"],
];

export function valueText(value: unknown): string {
  if (value === null || value === undefined) {
    return "";
  }
  if (Array.isArray(value)) {
    return value.map(valueText).join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A profile as lines to read: objects opened by one level, nothing that is empty, segments left out. */
export function fieldsOf(profile: Record<string, unknown>): Field[] {
  return Object.entries(profile)
    .filter(([name]) => name !== "segments")
    .flatMap(([name, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, of]) => ({ name: `${name}.${inner}`, text: valueText(of) }))
        : [{ name, text: valueText(value) }],
    )
    .filter((field) => field.text !== "");
}

/** What people call this person, as the search has it. */
export function nameOf(profile: Record<string, unknown>): string | undefined {
  const text = (field: string) => (typeof profile[field] === "string" ? profile[field].trim() : "");
  return [
    ...namesOf.map((field) => text(field)),
    ...partsOfNames.map((all) => all.map(text).join(" ").trim()),
  ].find((name) => name !== "");
}

export function segmentsOf(profile: Record<string, unknown>): string[] {
  const { segments } = profile;
  return Array.isArray(segments) ? segments.filter((one) => typeof one === "string") : [];
}

/** The fields of somebody who was found that say why: for each typed word one that has it. */
export function reasonsOf(profile: Record<string, string>, typed: string): Field[] {
  const found = new Map<string, string>();
  for (const word of typed
    .toLowerCase()
    .split(/\s+/)
    .filter((one) => one !== "")) {
    const field = Object.entries(profile).find(([, text]) => text.toLowerCase().includes(word));
    if (field !== undefined && !namesOf.includes(field[0]) && !partsOfNames.flat().includes(field[0])) {
      found.set(...field);
    }
  }
  return [...found].map(([name, text]) => ({ name, text }));
}
