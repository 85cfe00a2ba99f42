import { createParser } from "eventsource-parser";
import { pause } from "./pause";

export type Connection = "connecting" | "open" | "lost";
export type StreamEvent = { name: string; data: unknown };

const LONGEST_WAIT = 10_000;
/** The service sends a heartbeat each ten seconds; a stream that is silent for longer is dead. */
const SILENCE = 25_000;

/**
 * Follows a stream of server-sent events until told to stop. A lost connection is taken up again by itself, from the
 * last event that was heard, so that none is missed. Unlike the browser's own EventSource it can carry a token.
 */
export function follow(
  url: string,
  {
    token,
    onEvent,
    onConnection,
  }: {
    /** In place of cookies; asked anew for each connection. */
    token?: string | (() => string | Promise<string>);
    onEvent: (event: StreamEvent) => void;
    onConnection: (connection: Connection) => void;
  },
): () => void {
  const stopped = new AbortController();
  let lastId = "";
  let failures = 0;

  const listen = async () => {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    stopped.signal.addEventListener("abort", stop);
    let silence = setTimeout(stop, SILENCE);
    try {
      const bearer = typeof token === "function" ? await token() : token;
      const response = await fetch(url, {
        signal: attempt.signal,
        cache: "no-store",
        credentials: bearer === undefined ? "same-origin" : "omit",
        headers: {
          Accept: "text/event-stream",
          ...(lastId === "" ? {} : { "Last-Event-ID": lastId }),
          ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
        },
      });
      if (!response.ok || response.body === null) {
        throw new Error(`HTTP ${response.status}`);
      }
      failures = 0;
      onConnection("open");
      const parser = createParser({
        onEvent: (event) => {
          if (event.id !== undefined && event.id !== "") {
            lastId = event.id;
          }
          const data = parsed(event.data);
          if (data !== undefined) {
            onEvent({ name: event.event ?? "message", data });
          }
        },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        clearTimeout(silence);
        silence = setTimeout(stop, SILENCE);
        parser.feed(value);
      }
    } finally {
      clearTimeout(silence);
      stopped.signal.removeEventListener("abort", stop);
    }
  };

  const keepListening = async () => {
    while (!stopped.signal.aborted) {
      await listen().catch(() => undefined);
      if (isAborted(stopped.signal)) {
        return;
      }
      failures += 1;
      onConnection("lost");
      // Not all at the same moment, when a console comes back.
      await pause(Math.min(LONGEST_WAIT, 250 * 2 ** failures) * (0.5 + Math.random() / 2), stopped.signal);
    }
  };
  onConnection("connecting");
  void keepListening();
  return () => stopped.abort();
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
