import { useCallback, useEffect, useRef, useState } from "react";
import { serverNow } from "../api/clock";
import type { Product, Transition, Trigger } from "../api/types";
import { connect, type Nudge } from "../client/nudge";
import type { Connection } from "../stream/follow";
import { Clicks } from "./clicks";
import { remember, remembered } from "./remembered";
import { advance, type Runs } from "./runs";
import type { Shopper } from "./shopper";

export type Offer = { trigger: Trigger; heardAt: number };
export type Act = { id: string; type: string; product: Product; at: string };
export type Visit = {
  shopper: Shopper;
  session: string;
  connection: Connection;
  runs: Runs;
  /** The newest first. */
  acts: readonly Act[];
  /** All that were got, the newest first. */
  offers: readonly Trigger[];
  /** The one that has just come. */
  offer: Offer | undefined;
  latencies: readonly number[];
  failure: string | undefined;
  act: (type: string, product: Product) => void;
  shown: (offer: Offer) => void;
  dismiss: () => void;
};

const mostActs = 30;

export function device(): string {
  return window.innerWidth < 700 ? "phone" : window.innerWidth < 1100 ? "tablet" : "desktop";
}

/** What the shopper does goes to the collector; what comes of it arrives on the shopper's own stream. */
export function useVisit(shopper: Shopper): Visit {
  const [clicks] = useState(() => new Clicks());
  const [kept] = useState(() => remembered(shopper.user));
  const [runs, setRuns] = useState<Runs>(new Map());
  const [acts, setActs] = useState(kept.acts);
  const [offers, setOffers] = useState(kept.offers);
  const { session } = kept;
  const [offer, setOffer] = useState<Offer>();
  const [latencies, setLatencies] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<string>();
  const [connection, setConnection] = useState<Connection>("connecting");
  const measured = useRef(new Set<string>());
  const nudge = useRef<Nudge>(undefined);

  useEffect(() => {
    const client = connect<Trigger>({
      token: shopper.token,
      stream: "/api/shop/stream",
      onConnection: setConnection,
      onOffer: (trigger) => {
        setRuns((old) => advance(old, { trigger }));
        setOffer({ trigger, heardAt: performance.now() });
        setOffers((old) => (old.some((known) => known.id === trigger.id) ? old : [trigger, ...old]));
      },
      onOther: ({ name, data }) => {
        if (name === "transition") {
          const all = Array.isArray(data) ? (data as Transition[]) : [data as Transition];
          setRuns((old) => all.reduce((found, transition) => advance(found, { transition }), old));
        }
      },
    });
    nudge.current = client;
    return client.close;
  }, [shopper]);
  useEffect(() => remember(shopper.user, { session, acts, offers }), [shopper, session, acts, offers]);
  const tell = useCallback((told: Promise<void> | undefined) => {
    void told?.then(
      () => setFailure(undefined),
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, []);

  const act = useCallback(
    (type: string, product: Product) => {
      const id = crypto.randomUUID();
      const at = new Date(serverNow()).toISOString();
      clicks.clicked(id, performance.now());
      setActs((old) => [{ id, type, product, at }, ...old].slice(0, mostActs));
      const event = {
        id,
        user: shopper.user,
        type,
        time: at,
        product_id: product.id,
        category: product.category,
        price: product.price,
        page: `/p/${product.id}`,
        session,
        device: device(),
      };
      tell(nudge.current?.send(event));
    },
    [clicks, session, shopper, tell],
  );

  const shown = useCallback(
    ({ trigger }: Offer) => {
      const since = clicks.since(trigger, performance.now());
      if (since !== undefined && !measured.current.has(trigger.id)) {
        measured.current.add(trigger.id);
        setLatencies((old) => [...old, since]);
      }
      tell(nudge.current?.opened(trigger));
    },
    [clicks, tell],
  );

  const dismiss = useCallback(() => setOffer(undefined), []);
  return {
    shopper,
    session,
    connection,
    runs,
    acts,
    offers,
    offer,
    latencies,
    failure,
    act,
    shown,
    dismiss,
  };
}
