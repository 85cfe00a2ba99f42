// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { asksToSignIn } from "../src/api/again";
import { ask } from "../src/api/ask";

const over = () => new Response(JSON.stringify({ detail: "sign in" }), { status: 401 });

afterEach(() => vi.unstubAllGlobals());

/** Each test has a client of its own, which takes `fetch` as it is then. */
async function client(answers: (() => Response)[]) {
  const asked: { url: string; method: string; body: string; token: string | null }[] = [];
  vi.stubGlobal("location", { origin: "http://nudge" });
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(typeof input === "string" ? new URL(input, "http://nudge") : input, init);
      }
    },
  );
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, "http://nudge"), init);
    asked.push({
      url: new URL(request.url).pathname,
      method: request.method,
      body: await request.clone().text(),
      token: request.headers.get("X-XSRF-TOKEN"),
    });
    return answers.shift()?.() ?? new Response("{}");
  });
  vi.resetModules();
  return { asked, ...(await import("../src/api/client")), ...(await import("../src/api/again")) };
}

describe("a session that is over", () => {
  it("is renewed in place, and what was to be saved is sent once more", async () => {
    const { asked, api, answer, asksToSignIn } = await client([over, () => new Response('{"id":"x"}')]);
    let questions = 0;
    asksToSignIn(() => {
      questions += 1;
      document.cookie = "XSRF-TOKEN=fresh";
      return Promise.resolve(true);
    });
    const made = await answer(api.POST("/api/campaigns", { body: { text: "id: x" } }));
    expect(made.id).toBe("x");
    expect(questions).toBe(1);
    expect(asked.map(({ body }) => body)).toEqual(['{"text":"id: x"}', '{"text":"id: x"}']);
    expect(asked[1]?.token).toBe("fresh");
  });

  it("is said where nobody can be asked", async () => {
    const { api, answer } = await client([over]);
    await expect(answer(api.GET("/api/campaigns"))).rejects.toMatchObject({ status: 401 });
  });

  it("asks once for all who wait", async () => {
    let questions = 0;
    const answers = [over, over, () => new Response('{"rows":[]}'), () => new Response('{"rows":[]}')];
    vi.stubGlobal("fetch", () => Promise.resolve(answers.shift()?.() ?? over()));
    const stop = asksToSignIn(() => {
      questions += 1;
      return Promise.resolve(true);
    });
    await Promise.all([ask("/api/queries/one"), ask("/api/queries/two")]);
    stop();
    expect(questions).toBe(1);
  });
});
