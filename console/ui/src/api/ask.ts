import { signedInAgain } from "./again";
import { csrfToken } from "./client";
import { Failure } from "./failure";

export type Column = { name: string; type: string };
export type Row = Record<string, unknown>;

/**
 * What a query answers.
 *
 * @param millis how long the store took
 */
export type Answered = {
  name: string;
  version: string;
  columns: Column[];
  rows: Row[];
  page: { limit: number; offset: number; rows: number; more: boolean };
  millis: number | undefined;
};

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON in which a number that JavaScript would write otherwise stays the text that it is. */
export function exactJson(text: string): unknown {
  return JSON.parse(
    text.replace(stringOrNumber, (token) =>
      token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
    ),
  );
}

/** Of `Server-Timing: store;dur=1.25`. */
export function storeMillis(header: string | null): number | undefined {
  const found = /(?:^|,)\s*store;dur=([\d.]+)/.exec(header ?? "");
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

async function send(path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const token = csrfToken(document.cookie);
  try {
    return await fetch(path, {
      credentials: "same-origin",
      signal: signal ?? null,
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(body === undefined || token === undefined ? {} : { "X-XSRF-TOKEN": decodeURIComponent(token) }),
      },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  } catch {
    signal?.throwIfAborted();
    throw new Failure(0, "unreachable");
  }
}

/**
 * Asks for rows: with a body by POST, else by GET. Fails as {@link Failure}, or as the signal says by which the one who
 * asks goes away.
 */
export async function ask(
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal } = {},
): Promise<Answered> {
  let response = await send(path, body, signal);
  if (response.status === 401 && (await signedInAgain())) {
    response = await send(path, body, signal);
  }
  const text = await response.text();
  let read: unknown;
  try {
    read = exactJson(text);
  } catch {
    throw new Failure(response.ok ? 502 : response.status, `HTTP ${response.status}`);
  }
  if (!response.ok) {
    throw Failure.of(response.status, read);
  }
  return { ...(read as Answered), millis: storeMillis(response.headers.get("Server-Timing")) };
}

export type Values = Record<string, string | string[] | undefined>;

/** Parameters as an address has them; those without a value are left out. */
export function search(values: Values): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "") {
        params.append(name, one);
      }
    }
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export function queryPath(name: string, values: Values): string {
  return `/api/queries/${encodeURIComponent(name)}${search(values)}`;
}
