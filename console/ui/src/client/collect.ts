// Events of a web site's visitors, sent to the collector: in batches, tried again, and with the last of a page as it goes
// away. It is built into one file without imports, /client/collect.js, and documented in docs/collect.md.

export type Options = {
  /** A token that can collect and nothing else: whoever sees the page sees it. */
  token: string;
  /** Where the console is, https://nudge.example.com; by default where this file comes from. */
  url?: string;
  /** What comes within so many milliseconds is sent together. */
  every?: number;
  /** Hears of messages that are lost: refused, too large, or too many while the console was away. */
  onLost?: (count: number, reason: string) => void;
};

export type Collector = {
  /** Something that the visitor did: track("view", {product_id: "p9"}). */
  track: (type: string, properties?: object) => void;
  /** The visitor has come to this page. */
  page: (properties?: object) => void;
  /** The visitor is this user from now on, also on other pages, with what is said of them. */
  identify: (user: string, traits?: object) => void;
  /** Whoever comes next is somebody else: after signing out. */
  forget: () => void;
  /** Sends what waits now; done when it is sent, or cannot be for the moment. */
  flush: () => Promise<void>;
  /** By what the visitor is known before anybody says who it is. */
  visitor: () => string;
};

/** What the collector takes of somebody whose token is in the body, with room for what stands around messages. */
const BODY = 16_384 - 1_024;
const MOST = 1_000;
const STORED = 200;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

const store = {
  get: (name: string): string | null => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // forbidden: then it lasts as long as the page
    }
  },
  set: (name: string, value: string | undefined): boolean => {
    try {
      if (value === undefined) {
        localStorage.removeItem(name);
      } else {
        localStorage.setItem(name, value);
      }
      return true;
    } catch {
      return false;
    }
  },
};

/** Not crypto.randomUUID, which pages without TLS do not have. */
function random(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** Collects what the visitor of this page does. */
export function collect(options: Options): Collector {
  const { token, url = new URL(import.meta.url).origin, every = 2_000 } = options;
  const address = `${url.replace(/\/$/, "")}/v1/batch`;
  const lost =
    options.onLost ??
    ((count: number, reason: string) => console.warn(`Nudge: ${count} messages are lost: ${reason}`));
  let visitor = store.get("nudge-visitor") ?? random();
  let user = store.get("nudge-user") ?? undefined;
  store.set("nudge-visitor", visitor);

  /** Each is a message as JSON; its id makes it count once, however often it is sent. */
  let queue: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let failures = 0;
  let waitUntil = 0;

  const body = (messages: string[]) => {
    const { language, userAgent } = navigator;
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const context = JSON.stringify({ locale: language, userAgent, timezone });
    const sentAt = new Date().toISOString();
    return `{"writeKey":${JSON.stringify(token)},"sentAt":"${sentAt}","context":${context},"batch":[${messages.join(",")}]}`;
  };
  /** As many from the front as one body takes. */
  const next = () => {
    let size = 0;
    const end = queue.findIndex((message) => (size += bytes(message) + 1) > BODY);
    return queue.slice(0, end === -1 ? undefined : end);
  };
  const add = (message: object) => {
    const text = JSON.stringify({
      ...message,
      messageId: random(),
      anonymousId: visitor,
      userId: user,
      timestamp: new Date().toISOString(),
    });
    if (bytes(text) > BODY) {
      lost(1, "a message has at most 15 kB");
      return;
    }
    queue.push(text);
    if (queue.length > MOST) {
      queue = queue.slice(-MOST);
      lost(1, `more than ${MOST} wait while the console is away`);
    }
    later(every);
  };
  const later = (millis: number) => {
    timer ??= setTimeout(() => void flush(), Math.max(millis, waitUntil - Date.now()));
  };

  const post = (messages: string[]) =>
    fetch(address, {
      method: "POST",
      credentials: "omit",
      keepalive: true, // also when the page goes away meanwhile
      headers: { "Content-Type": "text/plain" }, // asks no other site for leave
      body: body(messages),
    }).catch(() => undefined);
  /** Whether to go on at once. */
  const sendSome = async (): Promise<boolean> => {
    const messages = next();
    queue = queue.slice(messages.length); // what is under way is nobody else's to send
    const answer = await post(messages);
    if (answer?.ok === true) {
      failures = 0;
      const { rejected } = (await answer.json().catch(() => ({}))) as { rejected?: { reason: string }[] };
      if (rejected !== undefined && rejected.length > 0) {
        lost(rejected.length, rejected[0]?.reason ?? "");
      }
      return true;
    }
    if (answer !== undefined && answer.status !== 429 && answer.status < 500) {
      const said = (await answer.json().catch(() => ({}))) as { detail?: string };
      lost(messages.length, said.detail ?? `the console answers ${answer.status}`);
      return true;
    }
    queue = [...messages, ...queue];
    const asked = Number(answer?.headers.get("Retry-After") ?? 0) * 1_000;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++) * (0.5 + Math.random() / 2);
    waitUntil = Date.now() + Math.max(wait, asked);
    later(0);
    return false;
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    sending ??= (async () => {
      while (queue.length > 0 && (await sendSome()));
    })().finally(() => (sending = undefined));
    return sending;
  };

  /** The page may be going: nobody hears an answer any more. What the browser does not take stays for the next page. */
  const hide = () => {
    while (failures === 0 && queue.length > 0) {
      const messages = next();
      if (!navigator.sendBeacon(address, body(messages))) {
        break;
      }
      queue = queue.slice(messages.length);
    }
    if (queue.length > 0 && store.set("nudge-unsent", JSON.stringify(queue.slice(-STORED)))) {
      queue = [];
    }
  };
  const show = () => {
    const unsent = store.get("nudge-unsent");
    if (unsent !== null) {
      store.set("nudge-unsent", undefined);
      queue = [...(JSON.parse(unsent) as string[]), ...queue];
      later(0);
    }
  };
  addEventListener("pagehide", hide);
  document.addEventListener("visibilitychange", () =>
    (document.visibilityState === "hidden" ? hide : show)(),
  );
  addEventListener("pageshow", show);
  show();

  return {
    track: (event, properties) => add({ type: "track", event, properties }),
    page: (properties) =>
      add({
        type: "page",
        name: document.title,
        properties: { path: location.pathname, referrer: document.referrer, ...properties },
      }),
    identify: (id, traits) => {
      user = id;
      store.set("nudge-user", id);
      add({ type: "identify", traits: traits ?? {} });
    },
    forget: () => {
      visitor = random();
      user = undefined;
      store.set("nudge-visitor", visitor);
      store.set("nudge-user", undefined);
    },
    flush,
    visitor: () => visitor,
  };
}
