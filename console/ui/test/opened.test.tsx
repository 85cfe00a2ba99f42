// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Trial } from "../src/api/types";
import { Why } from "../src/people/Why";
import { useOpened } from "../src/parts/useOpened";
import { TrialResult } from "../src/trial/TrialResult";
import { address, back, press, show, until } from "./render";

const never = () => new Promise(() => undefined);
vi.mock("../src/trial/TrialChart", () => ({ TrialChart: () => null }));
vi.mock("../src/parts/usePhone", () => ({ usePhone: () => true }));
vi.mock("../src/api/client", () => ({
  answer: (reply: unknown) => Promise.resolve(reply),
  api: {
    GET: (path: string) =>
      path === "/api/live/why"
        ? {
            campaigns: ["cart", "coats"].map((campaign) => ({
              campaign,
              name: campaign,
              standing: "live",
              state: "open",
              sentence: `Not yet: ${campaign}.`,
            })),
            cut: false,
            notRun: 0,
            events: 3,
          }
        : path.endsWith("/story")
          ? { story: [{ kind: "verdict", fired: 0, reason: "no cart" }] }
          : never(),
    POST: () => never(),
  },
}));

function Drawers() {
  const one = useOpened("one", "of");
  const other = useOpened("other");
  return (
    <>
      <output>{JSON.stringify([one.opened ?? null, other.opened ?? null])}</output>
      <button onClick={() => one.open({ one: "a", of: "x" })}>a</button>
      <button onClick={() => one.open({ one: "b", of: "y" })}>b</button>
      <button onClick={() => other.open({ other: "c" })}>c</button>
      <button onClick={one.close}>close one</button>
      <button onClick={other.close}>close other</button>
    </>
  );
}

const shown = () => document.querySelector("output")?.textContent;

/** Presses, and waits until that is in the address. */
async function pressed(button: string, search: string) {
  press(button);
  await until(() => expect(address()).toBe(search));
}

describe("what is looked at beside a page", () => {
  it("is in the address, and closed by Back, with no step left behind", async () => {
    show(<Drawers />, "admin", "en", { at: "/live?range=1h" });
    await pressed("a", "/live?range=1h&one=a&of=x");
    expect(shown()).toBe('[{"one":"a","of":"x"},null]');
    await pressed("b", "/live?range=1h&one=b&of=y");
    await back();
    expect(address()).toBe("/live?range=1h");
    await back();
    expect(address()).toBe("/before");
  });

  it("takes back its own step when it is closed", async () => {
    show(<Drawers />, "admin", "en", { at: "/live" });
    await pressed("a", "/live?one=a&of=x");
    await pressed("c", "/live?one=a&of=x&other=c");
    await pressed("close other", "/live?one=a&of=x");
    await pressed("close one", "/live");
    await back();
    expect(address()).toBe("/before");
  });

  it("stays on the page when it is closed by whoever came by a link", async () => {
    show(<Drawers />, "admin", "en", { at: "/live?one=a&of=x" });
    await pressed("close one", "/live");
    await back();
    expect(address()).toBe("/before");
  });
});

describe("on a phone", () => {
  let queries: QueryClient;
  beforeEach(() => (queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })));
  const sheet = () => document.querySelector("[role=dialog]")?.textContent ?? "";

  it("Back closes why somebody did not get a campaign", async () => {
    show(<Why user="u1" />, "admin", "en", { at: "/people?user=u1", queries });
    await until(() => press(/^cart/));
    await until(() => expect(sheet()).toContain("Not yet: cart."));
    expect(address()).toBe("/people?user=u1&why=cart");
    await back();
    expect(address()).toBe("/people?user=u1");
    await until(() => expect(sheet()).toBe(""));
  });

  it("Back closes the story of one whom a trial found", async () => {
    const trial = {
      state: "done",
      triggers: [{ id: "t", campaign: "cart", user: "u5", time: "2026-11-20T10:00:00Z", cause: "match" }],
      firedUsers: 1,
      users: 2,
      events: 3,
      beside: 0,
      truncated: false,
      spans: [],
      withheld: [],
      campaigns: [],
    } as unknown as Trial;
    show(<TrialResult id="7" trial={trial} policy={false} running={false} versus="" />, "admin", "en", {
      at: "/campaigns/cart/edit?try",
      queries,
    });
    await until(() => press(/u5/));
    await until(() => expect(sheet()).toContain("Did not fire: no cart"));
    expect(address()).toBe("/campaigns/cart/edit?try=&story=u5&trial=7");
    await back();
    expect(address()).toBe("/campaigns/cart/edit?try");
    await until(() => expect(sheet()).toBe(""));
  });
});
