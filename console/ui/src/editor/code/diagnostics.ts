import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Problem } from "../../api/types";

/** Where a column, counted in characters, stands in a line, counted in UTF-16 units. */
function offset(line: string, column: number): number {
  let units = 0;
  let left = column - 1;
  for (const character of line) {
    if (left-- <= 0) {
      break;
    }
    units += character.length;
  }
  return units;
}

export function diagnostics(text: Text, problems: readonly Problem[]): Diagnostic[] {
  return problems.map((problem) => {
    const line = text.line(Math.min(Math.max(1, problem.line), text.lines));
    const from = line.from + offset(line.text, problem.column);
    const rest = text.sliceString(from, line.to);
    const length = problem.length ?? /^[\w-]+/.exec(rest)?.[0].length ?? 1;
    return {
      from,
      to: Math.min(line.to, from + Math.max(1, length)),
      severity: problem.severity.toLowerCase() === "warning" ? "warning" : "error",
      message: problem.text,
    };
  });
}
