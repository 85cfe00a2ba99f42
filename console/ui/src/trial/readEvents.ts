/** Pasted events: a JSON array, or one event a line. `problem` is the first line that is neither. */
export function readEvents(text: string): { events: unknown[]; problem: number | undefined } {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) {
    try {
      const all: unknown = JSON.parse(trimmed);
      return { events: Array.isArray(all) ? all : [], problem: undefined };
    } catch {
      return { events: [], problem: 1 };
    }
  }
  const events: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() !== "") {
      try {
        events.push(JSON.parse(line));
      } catch {
        return { events, problem: index + 1 };
      }
    }
  }
  return { events, problem: undefined };
}
