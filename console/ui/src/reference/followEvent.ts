import { answer, api } from "../api/client";
import type { components } from "../api/schema";
import type { Matched, Trigger } from "../api/types";
import type { CampaignAnswer } from "../api/why";
import { ownZone } from "../parts/zone";

export type Sent = components["schemas"]["SentEvent"];

/** A campaign for which the event changed something. */
export type Moved = { campaign: string; name: string; fired: boolean; sentence: string };

/** What is known of an event that was sent; what is not there is not known yet. */
export type EventReport = {
  sent?: Sent;
  /** Whether the job has read it; "silent" where it does not say how far it is. */
  read?: "yes" | "late" | "silent";
  /** Why the job could not use it. */
  rejected?: string;
  accepted?: boolean;
  /** Nothing where nobody could say what campaigns made of it. */
  moved?: Moved[] | undefined;
  told?: boolean;
};

type Standing = { answers: CampaignAnswer[]; triggers: Trigger[] };

const LOOKS = 40;
const EVERY = 750;

/** Sends an event and tells what became of it, as it becomes known. Ends when all is, or when nobody listens. */
export async function followEvent(
  event: Record<string, unknown>,
  language: string,
  tell: (report: EventReport) => void,
  stopped: AbortSignal,
  pause: (millis: number) => Promise<void> = (millis) => new Promise((done) => setTimeout(done, millis)),
): Promise<void> {
  const user = typeof event["user"] === "string" ? event["user"] : "";
  const before = await standing(user, language);
  const sent = await answer(api.POST("/api/sent-events", { body: { event } }));
  let report: EventReport = { sent };
  tell(report);
  if (sent.refused != null) {
    return;
  }
  const update = (more: EventReport) => {
    report = { ...report, ...more };
    tell(report);
  };
  const id = (sent.event as { id?: string } | undefined)?.id;
  const { topic = "", partition = 0, offset = 0 } = sent;
  for (let look = 0; report.read === undefined; look++) {
    if (stopped.aborted) {
      return;
    }
    const [told, why, now] = await Promise.all([
      answer(api.GET("/api/sent-events/progress", { params: { query: { topic, partition, offset } } })),
      rejection(`${topic}-${partition}@${offset}`),
      triggersOf(user),
    ]);
    if (why !== undefined) {
      update({ read: "yes", accepted: false, rejected: why, told: true });
      return;
    }
    if (told.read === true || now.some((trigger) => took(trigger, id))) {
      update({ read: "yes" });
    } else if (look === LOOKS) {
      update({ read: told.read === undefined ? "silent" : "late", told: true });
      return;
    } else {
      await pause(EVERY);
    }
  }
  // What the job rejects comes by another topic, and may be a moment behind.
  await pause(EVERY);
  const why = await rejection(`${topic}-${partition}@${offset}`);
  if (why !== undefined) {
    update({ accepted: false, rejected: why, told: true });
    return;
  }
  update({ accepted: true });
  const after = await standing(user, language);
  update({ moved: moved(before, after), told: true });
}

/** For whom something is otherwise than before, those that fired first. */
export function moved(before: Standing | undefined, after: Standing | undefined): Moved[] | undefined {
  if (before === undefined || after === undefined) {
    return undefined;
  }
  const had = new Set(before.triggers.map(({ id }) => id));
  const fired = new Set(after.triggers.filter(({ id }) => !had.has(id)).map(({ campaign }) => campaign));
  const said = new Map(before.answers.map((one) => [one.campaign, `${one.state} ${one.sentence}`]));
  return after.answers
    .map(({ campaign, name, state, sentence }) => ({
      campaign,
      name,
      sentence,
      fired: fired.has(campaign),
      changed: said.get(campaign) !== `${state} ${sentence}`,
    }))
    .filter((one) => one.fired || one.changed)
    .sort((one, other) => Number(other.fired) - Number(one.fired))
    .map(({ campaign, name, sentence, fired: now }) => ({ campaign, name, sentence, fired: now }));
}

function took(trigger: Trigger, id: string | undefined): boolean {
  return Object.values(trigger.matched).some(
    (events: Matched) => Array.isArray(events) && events.some((event) => event.id === id),
  );
}

async function standing(user: string, language: string): Promise<Standing | undefined> {
  try {
    const zone = ownZone();
    const [told, triggers] = await Promise.all([
      answer(api.GET("/api/live/why", { params: { query: { user, language, zone } } })),
      triggersOf(user),
    ]);
    return { answers: told.campaigns, triggers };
  } catch {
    return undefined; // the event is sent all the same
  }
}

async function triggersOf(user: string): Promise<Trigger[]> {
  return (await answer(
    api.GET("/api/triggers", { params: { query: { user, limit: 100 } } }),
  )) as unknown as Trigger[];
}

async function rejection(place: string): Promise<string | undefined> {
  const { records } = await answer(api.GET("/api/rejected", { params: { query: { limit: 200 } } }));
  const found = records.find((record) => record.place === place);
  return found === undefined
    ? undefined
    : found.detail == null
      ? found.reason
      : `${found.reason}: ${found.detail}`;
}
