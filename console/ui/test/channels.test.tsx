// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { campaignDeliveries, channels, type ListedChannel } from "../src/api/channels";
import { DeliveriesPanel } from "../src/campaign/DeliveriesPanel";
import { ChannelsPage } from "../src/channels/ChannelsPage";
import { speak } from "../src/i18n";
import { show } from "./render";

const app: ListedChannel = {
  id: "app",
  kind: "in_app",
  to: "the stream of its user",
  description: "",
  published: "2026-11-20T10:00:00Z",
  problems: [],
  delivered: 0,
  undelivered: 0,
  waiting: 0,
};

describe("channels", () => {
  it("say where they lead in the reader's language", () => {
    const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
    queries.setQueryData(channels.queryKey, [app]);
    const page = (
      <QueryClientProvider client={queries}>
        <ChannelsPage />
      </QueryClientProvider>
    );
    expect(show(page).textContent).toContain("the stream of its user");
    show(page, "admin", "zh");
    expect(document.body.textContent).toContain("该用户自己的流");
    expect(document.body.textContent).not.toContain("the stream of its user");
    void speak("en");
  });

  it("say since when deliveries are counted", () => {
    const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
    queries.setQueryData(campaignDeliveries("cart").queryKey, [
      { channel: "app", delivered: 1, undelivered: 0, opened: 0, clicked: 0 },
    ]);
    show(
      <QueryClientProvider client={queries}>
        <DeliveriesPanel id="cart" />
      </QueryClientProvider>,
    );
    expect(document.body.textContent).toContain("Since eight hours before the console last started");
  });
});
