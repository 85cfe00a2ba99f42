import type { Machine, MachineEdge, MachineState } from "../../api/types";

export type Placed = { state: MachineState; row: number };
export type Line = { from: number; to: number; labels: string[]; kind: string; step: string | undefined };
export type Stub = { at: number; label: string; step: string | undefined };
export type Layout = { placed: Placed[]; lines: Line[]; loops: Line[]; arcs: Line[]; stubs: Stub[] };

function kindOf(value: string): string {
  return value.toLowerCase();
}

/** One state below the other, in the order in which a run comes through them; what ends a run is drawn beside. */
export function layout(machine: Machine): Layout {
  const stops = new Set(
    machine.states.filter((state) => kindOf(state.kind) === "stop").map((state) => state.id),
  );
  const states = machine.states.filter((state) => !stops.has(state.id));
  const ranks = rank(
    states,
    machine.edges.filter((edge) => !stops.has(edge.to) && kindOf(edge.kind) !== "stop"),
  );
  const placed = [...states]
    .sort((left, right) => weight(left, ranks) - weight(right, ranks))
    .map((state, row) => ({ state, row }));
  const rows = new Map(placed.map(({ state, row }) => [state.id, row]));
  const byId = new Map(machine.states.map((state) => [state.id, state]));
  const stubs: Stub[] = [];
  const between = new Map<string, Line>();
  for (const edge of machine.edges) {
    const from = rows.get(edge.from);
    const to = rows.get(edge.to);
    const { label } = edge;
    const step = edge.step ?? byId.get(edge.to)?.step;
    if (from === undefined) {
      continue;
    }
    if (to === undefined || kindOf(edge.kind) === "stop") {
      stubs.push({ at: from, label: label === "" ? (byId.get(edge.to)?.label ?? "") : label, step });
      continue;
    }
    const key = `${from} ${to} ${kindOf(edge.kind) === "deadline" ? "deadline" : "take"}`;
    const known = between.get(key);
    if (known === undefined) {
      between.set(key, { from, to, labels: label === "" ? [] : [label], kind: kindOf(edge.kind), step });
    } else if (label !== "" && !known.labels.includes(label)) {
      known.labels.push(label);
    }
  }
  const all = [...between.values()];
  return {
    placed,
    lines: all.filter(({ from, to }) => to === from + 1),
    loops: all.filter(({ from, to, kind }) => from === to && kind !== "pass"),
    arcs: all.filter(({ from, to }) => to !== from && to !== from + 1),
    stubs,
  };
}

function weight(state: MachineState, ranks: Map<string, number>): number {
  const kind = kindOf(state.kind);
  return kind === "start" ? -1 : kind === "fire" ? 100_000 : (ranks.get(state.id) ?? 0);
}

/** The longest way from the start to each state, edges back left aside. */
function rank(states: readonly MachineState[], edges: readonly MachineEdge[]): Map<string, number> {
  const ranks = new Map(states.map((state) => [state.id, 0]));
  const visiting = new Set<string>();
  const outgoing = new Map<string, string[]>();
  for (const edge of edges) {
    outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge.to]);
  }
  const walk = (id: string, depth: number) => {
    if (visiting.has(id) || depth > 200 || (depth > 0 && depth <= (ranks.get(id) ?? 0))) {
      return;
    }
    ranks.set(id, depth);
    visiting.add(id);
    outgoing.get(id)?.forEach((next) => walk(next, depth + 1));
    visiting.delete(id);
  };
  const start = states.find((state) => kindOf(state.kind) === "start") ?? states[0];
  if (start !== undefined) {
    walk(start.id, 0);
  }
  return ranks;
}
