import createClient from "openapi-fetch";
import { signedInAgain } from "./again";
import { learnTime } from "./clock";
import type { paths } from "./schema";
import { Failure } from "./failure";

export function csrfToken(cookies: string): string | undefined {
  return cookies
    .split("; ")
    .find((cookie) => cookie.startsWith("XSRF-TOKEN="))
    ?.slice("XSRF-TOKEN=".length);
}

/**
 * The REST client: typed by the contract, sends the CSRF token with everything that changes something. What is refused
 * since the session is over is sent once more when its owner has signed in again.
 */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });

/** Of each request until it is answered: when it went out, and what may be sent again, since a request is read once. */
const kept = new Map<string, { asked: number; again: Request | undefined }>();

function withToken(request: Request): Request {
  const token = csrfToken(document.cookie);
  if (request.method !== "GET" && token !== undefined) {
    request.headers.set("X-XSRF-TOKEN", decodeURIComponent(token));
  }
  return request;
}

api.use({
  onRequest({ request, schemaPath, id }) {
    const again = schemaPath === "/api/session" ? undefined : request.clone();
    kept.set(id, { asked: Date.now(), again });
    return withToken(request);
  },
  async onResponse({ response, id }) {
    const { asked, again } = kept.get(id) ?? {};
    kept.delete(id);
    if (asked !== undefined) {
      learnTime(response.headers.get("Date"), asked, Date.now());
    }
    return response.status === 401 && again !== undefined && (await signedInAgain())
      ? fetch(withToken(again))
      : response;
  },
  onError({ id }) {
    kept.delete(id);
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
