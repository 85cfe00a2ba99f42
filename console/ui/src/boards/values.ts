import type { Values } from "../api/ask";
import type { Board, BoardPanel, ListedQuery } from "../api/data";

const usualRows = { NUMBER: 1, TABLE: 50, CHART: 500, LIST: 10 } as const;

/** What a panel asks: with its own values, then those of the board; and what it waits for. */
export function question(
  board: Board,
  panel: BoardPanel,
  query: ListedQuery,
  given: Values,
): { values: Values; missing: string[] } {
  const values: Values = {};
  const missing: string[] = [];
  const shared = new Map(board.parameters.map(({ name, standard }) => [name, standard]));
  for (const { name, required } of query.parameters) {
    const own = panel.with[name];
    const value = own ?? (shared.has(name) ? orStandard(given[name], shared.get(name) ?? "") : undefined);
    if (value !== undefined && value !== "") {
      values[name] = value;
    } else if (required) {
      missing.push(name);
    }
  }
  const most = panel.rows === 0 ? usualRows[panel.show] : panel.rows;
  values["limit"] = String(Math.min(most, query.rows));
  return { values, missing };
}

function orStandard(value: string | string[] | undefined, standard: string): string | string[] {
  return value === undefined || value.length === 0 ? standard : value;
}
