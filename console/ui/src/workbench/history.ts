/** A query that was run in this browser. */
export type Past = {
  at: string;
  text: string;
  values: Record<string, string | string[]>;
  rows: number;
  millis: number | undefined;
};

const stored = "nudge-queries";
const most = 50;

function isPast(value: unknown): value is Past {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Past).at === "string" &&
    typeof (value as Past).text === "string" &&
    typeof (value as Past).values === "object"
  );
}

/** The latest first; whatever else lies there is not read. */
export function past(): Past[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(stored) ?? "[]");
    return Array.isArray(read) ? read.filter(isPast) : [];
  } catch {
    return [];
  }
}

/** Of the same text with the same values the last run stays. */
export function remembered(all: readonly Past[], run: Past): Past[] {
  const same = (one: Past) =>
    one.text === run.text && JSON.stringify(one.values) === JSON.stringify(run.values);
  return [run, ...all.filter((one) => !same(one))].slice(0, most);
}

export function remember(run: Past): void {
  try {
    localStorage.setItem(stored, JSON.stringify(remembered(past(), run)));
  } catch {
    // Storage may be full or forbidden: the query was answered all the same.
  }
}
