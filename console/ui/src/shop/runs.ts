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
  const underWay = known !== undefined && (known.outcome === "started" || known.outcome === "advanced");
  const stage: Stage = { state, at: time, text };
  if (kind === "started") {
    if (!underWay) {
      next.set(campaign, { campaign, stages: [stage], outcome: kind, at: time, trigger: undefined });
    }
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
  } else if (underWay || known === undefined) {
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
