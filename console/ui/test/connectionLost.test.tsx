// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { act } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { CampaignsPage } from "../src/campaigns/CampaignsPage";
import { ConnectionLost } from "../src/shell/ConnectionLost";
import { press, show, until } from "./render";

// The list shows the rows that are in sight, and here nothing has a size.
vi.mock("../src/campaigns/CampaignTable", async () => {
  const { useRows } = await import("../src/campaigns/useRows");
  const { useFilter } = await import("../src/campaigns/useFilter");
  return {
    CampaignTable: function List() {
      const [filter] = useFilter();
      const { total } = useRows(filter, 0, 0);
      return <output>{total ?? "…"}</output>;
    },
  };
});

/** The client takes what asks the service as it is when it is made. */
const service = vi.hoisted(() => {
  const state = { isThere: false, asked: 0 };
  const { Request: Real } = globalThis;
  // A request needs a whole address here, and a browser makes one of a path.
  globalThis.Request = class extends Real {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(typeof input === "string" ? new URL(input, "http://nudge") : input, init);
    }
  };
  globalThis.fetch = (input) => {
    const isList = new URL((input as Request).url).pathname === "/api/campaigns";
    state.asked += isList ? 1 : 0;
    const told = isList ? { items: [], total: 4 } : { tags: {}, owners: {}, waiting: [] };
    return state.isThere
      ? Promise.resolve(Response.json(told))
      : Promise.reject(new TypeError("Failed to fetch"));
  };
  return state;
});
beforeEach(() => Object.assign(service, { isThere: false, asked: 0 }));

const notice = () => document.querySelector("[role=status]")?.textContent ?? "";
const shown = () => document.querySelector("output")?.textContent;

/** The list of campaigns, which is asked for again so often. */
function showList(retry: number) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry, retryDelay: 50 } } });
  const page = (
    <>
      <ConnectionLost />
      <CampaignsPage />
    </>
  );
  show(page, "admin", "en", { queries });
}

it("says at once that the console does not answer, and no more when it does again", async () => {
  showList(3);
  // From the first attempt that fails, while the list still waits for others.
  await until(() => expect(notice()).toContain("The console does not answer"));
  expect(shown()).toBe("…");
  await until(() => expect(service.asked).toBe(4));
  expect(notice()).toContain("The console does not answer");

  service.isThere = true;
  press("Try again");
  await until(() => expect(shown()).toBe("4"));
  expect(notice()).toBe("");
});

it("asks again by itself", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    showList(0);
    await until(() => expect(notice()).toContain("The console does not answer"));
    service.isThere = true;
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    await until(() => expect(shown()).toBe("4"));
    expect(notice()).toBe("");
  } finally {
    vi.useRealTimers();
  }
});
