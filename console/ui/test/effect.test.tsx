// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { beforeAll, describe, expect, it } from "vitest";
import type {
  CampaignBudget,
  CampaignEffect,
  EffectArm,
  EffectEstimate,
  VariantEffect,
} from "../src/api/types";
import { nameOf } from "../src/api/names";
import { drawn } from "../src/campaign/effect/effect";
import { BudgetView } from "../src/campaign/effect/BudgetPanel";
import { EffectView } from "../src/campaign/effect/EffectPanel";
import { rulesOf } from "../src/campaign/effect/policy";
import { WithheldView } from "../src/campaign/effect/WithheldPanel";
import { figuresOf } from "../src/i18n/figures";
import { speak } from "../src/i18n";
import { noteText } from "../src/trial/story";

beforeAll(() => speak("en"));

const arm = (name: string, share: number, people: number, reached: number): EffectArm => ({
  name,
  share,
  people,
  reached,
  rate: people === 0 ? undefined : reached / people,
  value: 10 * reached,
  valueOfEach: people === 0 ? undefined : (10 * reached) / people,
});
const estimate = (value: number, low: number, high: number): EffectEstimate => ({ value, low, high });
const nothing: CampaignEffect = {
  heldOut: 0,
  since: 0,
  level: 0.95,
  peopleNeeded: 100,
  reachedNeeded: 20,
  early: 0,
  arms: [],
  effects: [],
  withheld: [],
};
const measured = (arms: EffectArm[], effects: VariantEffect[]): CampaignEffect => ({
  ...nothing,
  goal: { events: ["purchase"], within: "7d", valued: false },
  heldOut: 0.1,
  arms,
  effects,
});
const arms = [arm("holdout", 0.1, 1000, 50), arm("offer", 0.9, 9000, 570)];
const caused = (total: EffectEstimate, kinds: string[] = []): CampaignEffect =>
  measured(arms, [
    {
      variant: "offer",
      rate: { difference: estimate(total.value / 9000, total.low / 9000, total.high / 9000), total },
      warnings: kinds.map((kind) => ({ kind, reason: "" })),
    },
  ]);

/** What a reader sees, without the tags. */
function shown(effect: CampaignEffect): string {
  const page = document.createElement("div");
  page.innerHTML = renderToStaticMarkup(<EffectView effect={effect} />);
  return page.textContent;
}

describe("the effect of a campaign", () => {
  it("is a sentence first: more, fewer, or not to be seen", () => {
    expect(shown(caused(estimate(120.4, 40, 200)))).toMatch(
      /^About 120 more people reached the goal than would have without it, between 40 and 200\./,
    );
    expect(shown(caused(estimate(-120, -200, -40)))).toMatch(/^About 120 fewer .* between 40 and 200\./);
    expect(shown(caused(estimate(30, -30, 90)))).toMatch(
      /^No effect to be seen yet: between 30 fewer and 90 more/,
    );
  });

  it("says what value came of it", () => {
    const effect = caused(estimate(120, 40, 200));
    const [variant] = effect.effects;
    const value = { difference: estimate(0.1, 0.05, 0.2), total: estimate(1200, 400, 2000) };
    const text = shown({
      ...effect,
      goal: { events: ["purchase"], within: "7d", valued: true },
      effects: variant === undefined ? [] : [{ ...variant, value }],
    });
    expect(text).toContain("It brought about 1,200 more in value, between 400 and 2,000.");
    expect(text).toContain("Value a person");
  });

  it("says what is missing while it is too early", () => {
    const early = (heldOut: EffectArm, offered: EffectArm) =>
      shown(measured([heldOut, offered], [{ variant: "offer", warnings: [] }]));
    expect(early(arm("holdout", 0.1, 34, 2), arm("offer", 0.9, 300, 9))).toMatch(
      /^Too early to say: 34 of 100 people needed are held out\./,
    );
    expect(early(arm("holdout", 0.5, 300, 2), arm("offer", 0.5, 34, 9))).toMatch(
      /34 of 100 people needed got/,
    );
    expect(early(arm("holdout", 0.1, 300, 2), arm("offer", 0.9, 300, 9))).toMatch(
      /11 of 20 people needed reached/,
    );
    expect(early(arm("holdout", 0.1, 300, 295), arm("offer", 0.9, 300, 300))).toMatch(
      /5 of 20 .* did not reach/,
    );
  });

  it("shows all arms, the bar with its 0, and who does not count yet", () => {
    const effect = { ...caused(estimate(120, 40, 200)), early: 12 };
    const text = shown(effect);
    expect(text).toContain("Held out10% of people");
    expect(text).toContain("9,000");
    expect(text).toContain("+1.3 +0.4 to +2.2");
    expect(text).toContain("12 people have reached the goal already and do not count yet.");
    expect(text).toContain("95%");
  });

  it("names variants, and warns where shares are not as declared", () => {
    const warned = shown(caused(estimate(120, 40, 200), ["sample_ratio"]));
    expect(warned).toContain("Held out 10%, declared 10%, Got the offer 90%, declared 90%");
    const split = measured(
      [arm("holdout", 0.1, 10, 1), arm("ten", 0.45, 10, 1), arm("twenty", 0.45, 10, 1)],
      ["ten", "twenty"].map((variant) => ({ variant, warnings: [] })),
    );
    expect(shown(split)).toContain("twenty: Too early to say");
  });

  it("says how to measure it where nothing is measured", () => {
    expect(shown(nothing)).toMatch(/^To see what .*goal: \{event: purchase, within: 7d\}holdout: 10%$/);
    expect(shown({ ...nothing, heldOut: 0.1 })).toMatch(/^People are held out, but/);
    const goal = { ...measured([arm("offer", 1, 30, 3)], []), heldOut: 0 };
    expect(shown(goal)).toMatch(/^What people would have done .*holdout: 10%/);
  });

  it("draws all intervals to one scale with 0 in it", () => {
    const place = drawn([estimate(2, 1, 3), estimate(-1, -3, 1)]);
    const one = place(estimate(2, 1, 3));
    expect(one.zero).toBeCloseTo(50);
    expect(one.low).toBeGreaterThan(one.zero);
    expect(one.value).toBeCloseTo((one.low + one.high) / 2);
    expect(place(estimate(0, 0, 0)).value).toBeCloseTo(one.zero);
  });
});

describe("what was withheld", () => {
  it("is told by reason, with the one that won", () => {
    const queries = new QueryClient();
    queries.setQueryData(nameOf("campaigns", "cart").queryKey, "Cart offer");
    const page = renderToStaticMarkup(
      <QueryClientProvider client={queries}>
        <MemoryRouter>
          <WithheldView
            withheld={[
              { reason: "outranked", winner: "cart", ever: 1200, today: 3 },
              { reason: "some day", ever: 1, today: 0 },
            ]}
          />
        </MemoryRouter>
      </QueryClientProvider>,
    );
    expect(page).toContain('<span title="cart">Cart offer</span>');
    expect(page).toContain("another one won:");
    expect(page).toContain('href="/campaigns/cart"');
    expect(page).toContain("1,200");
    expect(page).toContain("some day");
  });

  it("has sentences in a story", () => {
    const told = (entry: { kind: string; [key: string]: unknown }) =>
      noteText(entry, i18next.t.bind(i18next), figuresOf("en"), (id) => (id === "cart" ? "Cart offer" : id));
    expect(told({ kind: "withheld", because: "group cap", detail: "at most 1 per 7d" })).toBe(
      "Withheld: the person had enough of its group (at most 1 per 7d)",
    );
    expect(told({ kind: "withheld", because: "outranked", winner: "cart" })).toBe(
      "Withheld: another one won: Cart offer",
    );
    expect(told({ kind: "waits", because: "quiet hours", until: "2026-11-20T08:00:00Z" })).toMatch(
      /^Waits, since it is quiet, until .*2/,
    );
    expect(told({ kind: "waits", because: "competition", until: "2026-11-20T08:00:00Z" })).toMatch(
      /^Waits for others/,
    );
  });
});

describe("a policy", () => {
  it("says what it rules", () => {
    const text = `
id: house-rules
policy:
  caps:
    - {at_most: 2, per: 1d}
    - {group: discounts, at_most: 1, per: 7d}
  quiet: {from: "22:00", to: "08:00"}
  hold_back: 1s
  holdout: {share: 5%, tag: all}
  unsubscribed: profile.unsubscribed ?? false
`;
    expect(rulesOf(text, i18next.t.bind(i18next))).toEqual([
      "A person gets at most 2 offers in 1d, of whatever campaign.",
      "A person gets at most 1 offer in 7d of the group discounts.",
      "Nothing goes out from 22:00 to 08:00 by the person's clock: offers wait for the end.",
      "What comes up for a person within 1s competes, and the highest priority wins.",
      "5% of all people get nothing, so that the effect can be measured.",
      "Nothing goes to people of whom this holds: profile.unsubscribed ?? false",
    ]);
    expect(rulesOf("policy: [", i18next.t.bind(i18next))).toEqual([]);
  });
});

describe("a budget", () => {
  const shownBudget = (budget: CampaignBudget) => {
    const page = document.createElement("div");
    page.innerHTML = renderToStaticMarkup(<BudgetView budget={budget} />);
    return page.textContent;
  };

  it("says what is spent and what is left, in offers or in what they cost", () => {
    const offers = { total: 200, costs: false, spent: 150, spentOnDay: 10, day: "2026-11-30" };
    expect(shownBudget(offers)).toContain("In all150 of 20050");
    const costs = { perDay: 20.5, costs: true, spent: 90, spentOnDay: 4.25, day: "2026-11-30" };
    expect(shownBudget(costs)).toContain("On 2026-11-304.25 of 20.5016.25");
    expect(shownBudget(costs)).not.toContain("In all");
  });
});
