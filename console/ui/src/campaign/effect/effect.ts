import type { TFunction } from "i18next";
import type { CampaignEffect, EffectArm, EffectEstimate, VariantEffect } from "../../api/types";
import type { Figures } from "../../i18n/figures";

/** The arm of people who are held out, as outcomes call it; that of an offer without variants. */
export const heldOutArm = "holdout";
const offerArm = "offer";

export function armName(name: string, t: TFunction): string {
  return name === heldOutArm ? t("effect.heldOut") : name === offerArm ? t("effect.offer") : name;
}

/** What there is to measure with: what is missing is said in one line. */
export function missing(effect: CampaignEffect): "all" | "goal" | "holdout" | undefined {
  if (effect.goal == null) {
    return effect.heldOut > 0 ? "goal" : "all";
  }
  return effect.heldOut > 0 ? undefined : "holdout";
}

function arm(effect: CampaignEffect, name: string): EffectArm | undefined {
  return effect.arms.find((one) => one.name === name);
}

function isToldApart({ low, high }: EffectEstimate): boolean {
  return low > 0 || high < 0;
}

function size(value: number, figures: Figures): string {
  return figures.whole(Math.abs(value));
}

/** A number that may be of people or of money, in a sentence of its own for more, for less and for neither. */
function change(of: "people" | "value", total: EffectEstimate, t: TFunction, figures: Figures): string {
  const kind = !isToldApart(total) ? "unclear" : total.low > 0 ? "more" : "less";
  const [near, far] = kind === "less" ? [total.high, total.low] : [total.low, total.high];
  return t(`effect.${of}.${kind}`, {
    about: size(total.value, figures),
    from: size(near, figures),
    to: size(far, figures),
  });
}

function tooEarly(effect: CampaignEffect, variant: VariantEffect, t: TFunction, figures: Figures): string {
  const heldOut = arm(effect, heldOutArm);
  const offered = arm(effect, variant.variant);
  const counts = { heldOut: heldOut?.people ?? 0, offered: offered?.people ?? 0 };
  if (Math.min(counts.heldOut, counts.offered) < effect.peopleNeeded) {
    const short = counts.heldOut < counts.offered ? "heldOut" : "offered";
    return t(`effect.early.${short}`, {
      people: figures.whole(counts[short]),
      needed: figures.whole(effect.peopleNeeded),
    });
  }
  const reached = (heldOut?.reached ?? 0) + (offered?.reached ?? 0);
  const others = counts.heldOut + counts.offered - reached;
  return t(reached < others ? "effect.early.reached" : "effect.early.others", {
    people: figures.whole(Math.min(reached, others)),
    needed: figures.whole(effect.reachedNeeded),
  });
}

/** What a variant has caused, in plain sentences. */
export function sentences(
  effect: CampaignEffect,
  variant: VariantEffect,
  t: TFunction,
  figures: Figures,
): string[] {
  if (variant.rate == null) {
    return [tooEarly(effect, variant, t, figures)];
  }
  return [
    change("people", variant.rate.total, t, figures),
    ...(variant.value == null ? [] : [change("value", variant.value.total, t, figures)]),
  ];
}

/** What must not be overlooked; that it is too early is said already. */
export function warnings(effect: CampaignEffect, t: TFunction, figures: Figures): string[] {
  const kinds = new Set(effect.effects.flatMap((variant) => variant.warnings.map(({ kind }) => kind)));
  if (!kinds.has("sample_ratio")) {
    return [];
  }
  const all = effect.arms.reduce((sum, { people }) => sum + people, 0);
  return [
    t("effect.shares", {
      arms: effect.arms
        .filter(({ share }) => share != null)
        .map((one) =>
          t("effect.shareOf", {
            arm: armName(one.name, t),
            observed: figures.percent(all === 0 ? 0 : one.people / all),
            declared: figures.percent(one.share ?? 0),
          }),
        )
        .join(", "),
    }),
  ];
}

/** Where an interval, its estimate and 0 stand between the left end, 0, and the right end, 100. */
export type Drawn = { low: number; high: number; value: number; zero: number };

/** Draws intervals to one scale, which has 0 in it, with a little room at both ends. */
export function drawn(estimates: readonly EffectEstimate[]): (estimate: EffectEstimate) => Drawn {
  const low = Math.min(0, ...estimates.map((estimate) => estimate.low));
  const high = Math.max(0, ...estimates.map((estimate) => estimate.high));
  const span = high - low === 0 ? 1 : high - low;
  const room = span * 0.06;
  const at = (value: number) => (100 * (value - low + room)) / (span + 2 * room);
  return (estimate) => ({
    low: at(estimate.low),
    high: at(estimate.high),
    value: at(estimate.value),
    zero: at(0),
  });
}
