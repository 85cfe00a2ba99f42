// Nudge in an app or on a web site: the offers of one user as they happen, and back from there whether they
// were seen. It is built into one file without imports, /client/nudge.js, and documented in docs/delivery.md.
import { type Connection, follow, type StreamEvent } from "../stream/follow";

/** An offer that is meant for the app. */
export type Offer = {
  /** Of the trigger; the same for the same offer. */
  id: string;
  campaign: string;
  user: string;
  variant?: string | undefined;
  channel?: string | undefined;
  /** What the campaign says: any JSON. */
  offer?: unknown;
};

export type Options<T extends Offer> = {
  /** The user's token, or what asks your server for one; asked anew for each connection. */
  token: string | (() => string | Promise<string>);
  onOffer: (offer: T) => void;
  /** Where the console is, https://nudge.example.com; by default where the page comes from. */
  url?: string;
  onConnection?: (connection: Connection) => void;
  /** The stream that is followed. */
  stream?: string;
  /** What comes on the stream beside offers. */
  onOther?: (event: StreamEvent) => void;
};

export type Nudge = {
  /** The user has seen an offer. */
  opened: (offer: Offer) => Promise<void>;
  /** The user has followed an offer. */
  clicked: (offer: Offer, link?: string) => Promise<void>;
  /** Something else that the user did: {type: "view", product_id: "p9"}. */
  send: (event: { type: string; user: string; [property: string]: unknown }) => Promise<void>;
  close: () => void;
};

/** So many offers are known, to drop one that comes twice. */
const KNOWN = 1_000;
const ATTEMPTS = 4;

/** Follows the offers of a user until closed. */
export function connect<T extends Offer = Offer>(options: Options<T>): Nudge {
  const { token, onOffer, url = "", onConnection, stream = "/api/in-app/stream", onOther } = options;
  const known = new Set<string>();
  const hear = (offer: T) => {
    if (known.has(offer.id)) {
      return;
    }
    known.add(offer.id);
    if (known.size > KNOWN) {
      known.delete(known.values().next().value ?? "");
    }
    onOffer(offer);
  };
  const stop = follow(url + stream, {
    token,
    onEvent: (event) => {
      if (event.name === "trigger") {
        (Array.isArray(event.data) ? (event.data as T[]) : [event.data as T]).forEach(hear);
      } else {
        onOther?.(event);
      }
    },
    onConnection: (connection) => onConnection?.(connection),
  });

  const send = async (event: object) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await post(event).catch(() => undefined);
      if (answer?.ok === true) {
        return;
      }
      const again = answer === undefined || answer.status === 429 || answer.status >= 500;
      if (!again || attempt === ATTEMPTS) {
        throw new Error(answer === undefined ? "Nudge does not answer" : await reason(answer));
      }
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt * (0.5 + Math.random() / 2)));
    }
  };
  const post = async (event: object) =>
    fetch(`${url}/api/events`, {
      method: "POST",
      credentials: "omit",
      keepalive: true, // also when the page goes away
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${typeof token === "string" ? token : await token()}`,
      },
      body: JSON.stringify(event),
    });
  // The same id each time: whoever sees an offer twice has seen it once.
  const tell = (type: string, { id, campaign, user, variant, channel }: Offer, link?: string) =>
    send({
      id: [id, channel ?? "in-app", type, ...(link === undefined ? [] : [link])].join(".").slice(0, 200),
      user,
      type,
      campaign,
      variant,
      channel: channel ?? "in-app",
      trigger: id,
      link,
    });
  return {
    opened: (offer) => tell("opened", offer),
    clicked: (offer, link) => tell("clicked", offer, link),
    send,
    close: stop,
  };
}

async function reason(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => undefined)) as
    { detail?: string; rejected?: { reason: string }[] } | undefined;
  return body?.detail ?? body?.rejected?.[0]?.reason ?? `Nudge answers ${answer.status}`;
}
