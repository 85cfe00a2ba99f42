import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { connect } from "../src/client/nudge";
import config from "../vite.client.config";

type Client = { connect: typeof connect };

const folder = mkdtempSync(join(tmpdir(), "nudge-client-"));
const file = join(folder, "nudge.js");
let client: Client;

beforeAll(async () => {
  await build({
    ...config,
    configFile: false,
    logLevel: "error",
    build: { ...config.build, outDir: folder },
  });
  client = (await import(file)) as Client;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A console that says what it is told to say, and keeps what it hears. */
class Console {
  readonly streams: { response: ServerResponse; lastId: string; token: string }[] = [];
  readonly events: Record<string, unknown>[] = [];
  statuses: number[] = [];
  private readonly server: Server = createServer((request, response) => {
    const token = String(request.headers.authorization);
    if (request.url === "/api/in-app/stream") {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(": here\n\n");
      this.streams.push({ response, lastId: String(request.headers["last-event-id"] ?? ""), token });
      return;
    }
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      const status = this.statuses.shift() ?? 202;
      this.events.push(JSON.parse(body) as Record<string, unknown>);
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(
        status === 400 ? '{"accepted":0,"rejected":[{"index":0,"reason":"not your event"}]}' : "{}",
      );
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  say(stream: number, id: string, data: unknown): void {
    this.streams[stream]?.response.write(`id: ${id}\nevent: trigger\ndata: ${JSON.stringify(data)}\n\n`);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const offer = (id: string) => ({
  id,
  campaign: "cart",
  user: "ann",
  channel: "app",
  variant: "ten",
  offer: { text: "Hi" },
});

describe("the client", () => {
  let console: Console;
  let url: string;
  const heard: string[] = [];

  beforeEach(async () => {
    heard.length = 0;
    console = new Console();
    url = await console.start();
  });
  afterEach(() => console.stop());

  it("hears each offer once, and goes on where it was when the connection is lost", async () => {
    const nudge = client.connect({ url, token: "secret", onOffer: ({ id }) => heard.push(id) });
    await vi.waitFor(() => expect(console.streams).toHaveLength(1));
    console.say(0, "p1", offer("a"));
    console.say(0, "p2", [offer("b"), offer("a"), offer("c")]);
    await vi.waitFor(() => expect(heard).toEqual(["a", "b", "c"]));

    console.streams[0]?.response.destroy();
    await vi.waitFor(() => expect(console.streams).toHaveLength(2), 5_000);
    expect(console.streams[1]).toMatchObject({ lastId: "p2", token: "Bearer secret" });
    console.say(1, "p3", [offer("c"), offer("d")]);
    await vi.waitFor(() => expect(heard).toEqual(["a", "b", "c", "d"]));
    nudge.close();
  });

  it("asks for a token for each connection, and says how it stands", async () => {
    const states: string[] = [];
    let asked = 0;
    const nudge = client.connect({
      url,
      token: () => Promise.resolve(`token-${++asked}`),
      onOffer: () => undefined,
      onConnection: (state) => states.push(state),
    });
    await vi.waitFor(() => expect(console.streams).toHaveLength(1));
    console.streams[0]?.response.destroy();
    await vi.waitFor(() => expect(console.streams).toHaveLength(2), 5_000);
    expect(console.streams.map(({ token }) => token)).toEqual(["Bearer token-1", "Bearer token-2"]);
    await vi.waitFor(() => expect(states).toEqual(["connecting", "open", "lost", "open"]));
    nudge.close();
  });

  it("tells that an offer was opened and clicked, under the same id each time", async () => {
    const nudge = client.connect({ url, token: "secret", onOffer: () => undefined });
    console.statuses = [503, 202];
    await nudge.opened(offer("a"));
    await nudge.clicked(offer("a"), "https://shop.example/");
    expect(console.events).toHaveLength(3);
    expect(console.events[0]).toEqual(console.events[1]);
    expect(console.events[1]).toEqual({
      id: "a.app.opened",
      user: "ann",
      type: "opened",
      campaign: "cart",
      variant: "ten",
      channel: "app",
      trigger: "a",
    });
    expect(console.events[2]).toMatchObject({ type: "clicked", link: "https://shop.example/" });
    nudge.close();
  });

  it("does not send again what is refused, and says why", async () => {
    const nudge = client.connect({ url, token: "secret", onOffer: () => undefined });
    console.statuses = [400];
    await expect(nudge.send({ type: "view", user: "bea" })).rejects.toThrow("not your event");
    expect(console.events).toHaveLength(1);
    nudge.close();
  });
});

describe("a file for other people's pages", () => {
  it.each([
    ["nudge.js", 6_500, 3_000],
    ["collect.js", 3_200, 1_800],
  ])("is one of a few kilobytes without imports: %s", (name, bytes, compressed) => {
    const built = join(folder, name);
    const text = readFileSync(built, "utf8");
    expect(text).not.toMatch(/\bimport\b(?!\.meta)/);
    expect(statSync(built).size).toBeLessThan(bytes);
    expect(gzipSync(text).length).toBeLessThan(compressed);
  });
});
