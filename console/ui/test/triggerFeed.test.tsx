// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, useState } from "react";
import { expect, it } from "vitest";
import type { Trigger } from "../src/api/types";
import { TriggerFeed } from "../src/live/TriggerFeed";
import { Feed } from "../src/stream/Feed";
import { show } from "./render";

const triggers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    campaign: "cart",
    user: `u${index}`,
    time: "2026-11-20T10:00:00Z",
  })) as unknown as Trigger[];

it("begins at the top again when other triggers are asked for", () => {
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const feed = new Feed<Trigger>(100);
  let ask: (other: Trigger[]) => void = () => undefined;
  function Asked() {
    const [before, setBefore] = useState(triggers(60));
    ask = (other) => act(() => setBefore(other));
    return (
      <TriggerFeed
        feed={feed}
        before={before}
        open={() => undefined}
        ask={() => Promise.resolve("")}
        isNew={false}
      />
    );
  }
  const lines = () => document.querySelectorAll('[role="listitem"]').length;
  show(
    <QueryClientProvider client={queries}>
      <Asked />
    </QueryClientProvider>,
  );
  const list = document.querySelector('[role="list"]');
  act(() => {
    Object.assign(list as Element, { scrollTop: 40 * 32 });
    list?.dispatchEvent(new Event("scroll"));
  });
  expect(document.body.textContent).toContain("u40");
  ask([]);
  ask(triggers(5));
  expect(lines()).toBe(5);
});
