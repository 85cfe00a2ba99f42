import type { Transition, Trigger } from "../api/types";

export type Stage = { state: string; at: string; text: string | undefined };
export type RunView = {
  campaign: string;
  stages: Stage[];
  outcome: Transition["kind"] | "fired";
  at: string;
  trigger: Trigger | undefined;
};
export type Runs = ReadonlyMap<string, RunView>;

export function newestFirst(runs: Runs): RunView[] {
  return [...runs.values()].sort((left, right) => right.at.localeCompare(left.at));
}

/**
 * The newest run of each campaign, as its transitions tell it. A run that begins while another is under way is told
 * only when that one is over: what the shopper watches is the one that came furthest.
 */
export function advance(runs: Runs, heard: { transition: Transition } | { trigger: Trigger }): Runs {
  const next = new Map(runs);
  if ("trigger" in heard) {
    const { trigger } = heard;
    const known = runs.get(trigger.campaign);
    next.set(trigger.campaign, {
      campaign: trigger.campaign,
      stages: known?.stages ?? [],
      outcome: "fired",
      at: trigger.time,
      trigger,
    });
    return next;
  }
  const { campaign, kind, state, time, text } = heard.transition;
  const known = runs.get(campaign);
  const open = known !== undefined && underWay(known);
  const stage: Stage = { state, at: time, text };
  if (kind === "started") {
    if (!open) {
      next.set(campaign, { campaign, stages: [stage], outcome: kind, at: time, trigger: undefined });
    }
  } else if (kind === "completed" && known?.outcome === "fired") {
    return runs; // that it fired says more, and may be heard before
  } else if (kind === "advanced" || kind === "completed") {
    const stages = known?.stages ?? [];
    const repeated = stages.at(-1)?.state === state && kind === "completed";
    next.set(campaign, {
      campaign,
      stages: repeated ? stages : [...stages, stage],
      outcome: kind,
      at: time,
      trigger: undefined,
    });
  } else if (open || known === undefined) {
    next.set(campaign, {
      campaign,
      stages: known?.stages ?? [stage],
      outcome: kind,
      at: time,
      trigger: undefined,
    });
  }
  return next;
}

/** Whether it may still advance. */
export function underWay({ outcome }: RunView): boolean {
  return outcome === "started" || outcome === "advanced";
}
