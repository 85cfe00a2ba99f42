import { useCallback, useRef, useState } from "react";
import type { Product, Transition, Trigger } from "../api/types";
import { Failure } from "../api/failure";
import type { Connection } from "../stream/follow";
import { useStream } from "../stream/useStream";
import { Clicks } from "./clicks";
import type { Shopper } from "./shopper";
import { advance, type Runs } from "./runs";

export type Offer = { trigger: Trigger; heardAt: number };
export type Visit = {
  shopper: Shopper;
  connection: Connection;
  runs: Runs;
  acts: { id: string; type: string; product: Product; at: string }[];
  offer: Offer | undefined;
  latencies: readonly number[];
  failure: string | undefined;
  act: (type: string, product: Product) => void;
  shown: (offer: Offer) => void;
  dismiss: () => void;
};

function device(): string {
  return window.innerWidth < 700 ? "phone" : window.innerWidth < 1100 ? "tablet" : "desktop";
}

/** What the shopper does goes to the collector; what comes of it arrives on the shopper's own stream. */
export function useVisit(shopper: Shopper): Visit {
  const [clicks] = useState(() => new Clicks());
  const [session] = useState(() => `s-${crypto.randomUUID().slice(0, 8)}`);
  const [runs, setRuns] = useState<Runs>(new Map());
  const [acts, setActs] = useState<Visit["acts"]>([]);
  const [offer, setOffer] = useState<Offer>();
  const [latencies, setLatencies] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<string>();
  const measured = useRef(new Set<string>());

  const connection = useStream(
    "/api/shop/stream",
    ({ name, data }) => {
      const all = Array.isArray(data) ? (data as unknown[]) : [data];
      if (name === "trigger") {
        const triggers = all as Trigger[];
        setRuns((old) => triggers.reduce((found, trigger) => advance(found, { trigger }), old));
        const last = triggers.at(-1);
        if (last !== undefined) {
          setOffer({ trigger: last, heardAt: performance.now() });
        }
      } else if (name === "transition") {
        setRuns((old) =>
          (all as Transition[]).reduce((found, transition) => advance(found, { transition }), old),
        );
      }
    },
    shopper.token,
  );

  const act = useCallback(
    (type: string, product: Product) => {
      const id = crypto.randomUUID();
      const at = new Date().toISOString();
      clicks.clicked(id, performance.now());
      setActs((old) => [{ id, type, product, at }, ...old].slice(0, 30));
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
      void send(event, shopper.token).then(
        () => setFailure(undefined),
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      );
    },
    [clicks, session, shopper],
  );

  const shown = useCallback(
    ({ trigger }: Offer) => {
      const since = clicks.since(trigger, performance.now());
      if (since !== undefined && !measured.current.has(trigger.id)) {
        measured.current.add(trigger.id);
        setLatencies((old) => [...old, since]);
      }
    },
    [clicks],
  );

  const dismiss = useCallback(() => setOffer(undefined), []);
  return { shopper, connection, runs, acts, offer, latencies, failure, act, shown, dismiss };
}

async function send(event: object, token: string): Promise<void> {
  const response = await fetch("/api/events", {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(event),
  });
  if (!response.ok) {
    throw Failure.of(response.status, await response.json().catch(() => undefined));
  }
}
