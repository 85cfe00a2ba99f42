import createClient from "openapi-fetch";
import type { paths } from "./schema";
import { Failure } from "./failure";

export function csrfToken(cookies: string): string | undefined {
  return cookies
    .split("; ")
    .find((cookie) => cookie.startsWith("XSRF-TOKEN="))
    ?.slice("XSRF-TOKEN=".length);
}

/** The REST client: typed by the contract, sends the CSRF token with everything that changes something. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });

api.use({
  onRequest({ request }) {
    const token = csrfToken(document.cookie);
    if (request.method !== "GET" && token !== undefined) {
      request.headers.set("X-XSRF-TOKEN", decodeURIComponent(token));
    }
    return request;
  },
});

type Reply<T> = { data?: T; error?: unknown; response: Response };

/** The answer's body, or a {@link Failure} with what the service says is wrong. */
export async function answer<T>(reply: Promise<Reply<T>>): Promise<T> {
  let settled: Reply<T>;
  try {
    settled = await reply;
  } catch (error) {
    throw error instanceof SyntaxError ? new Failure(502, error.message) : new Failure(0, "unreachable");
  }
  if (!settled.response.ok) {
    throw Failure.of(settled.response.status, settled.error);
  }
  return settled.data as T;
}
