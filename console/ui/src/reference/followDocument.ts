import { answer, api } from "../api/client";
import { Failure, sentence } from "../api/failure";
import type { Problem, Version } from "../api/types";
import { view } from "../editor/document/view";

/** What is known of a document that was sent; what is not there is not known yet. */
export type DocumentReport = {
  id?: string;
  /** Why it cannot be read at all. */
  unreadable?: string;
  problems?: Problem[];
  /** Why it was not kept as the draft; nothing is overwritten that somebody else has written. */
  notKept?: "draft" | { text: string };
  kept?: boolean;
  version?: number;
  notPublished?: string;
  /** What the job made of the version; "late" where it has not answered within half a minute. */
  job?: Version | "late";
};

const LOOKS = 40;
const EVERY = 750;

/** Checks, keeps and publishes a document, and waits for the job's answer; tells each as it becomes known. */
export async function followDocument(
  text: string,
  tell: (report: DocumentReport) => void,
  stopped: AbortSignal,
  pause: (millis: number) => Promise<void> = (millis) => new Promise((done) => setTimeout(done, millis)),
): Promise<void> {
  let report: DocumentReport = {};
  const update = (more: DocumentReport) => {
    report = { ...report, ...more };
    tell(report);
  };
  const reading = view(text);
  if (reading.view === undefined) {
    update({ unreadable: `${reading.error.line}: ${reading.error.text}` });
    return;
  }
  const id = reading.view.id;
  update({ id });
  const { problems } = await answer(api.POST("/api/check", { body: { text } }));
  update({ problems });
  if (problems.some(({ severity }) => severity.toLowerCase() === "error")) {
    return;
  }
  let revision: number | "draft";
  try {
    revision = await keep(id, text);
  } catch (error) {
    update({ notKept: { text: sentence(error) } });
    return;
  }
  if (revision === "draft") {
    update({ notKept: "draft" });
    return;
  }
  update({ kept: true });
  const path = { params: { path: { id } } };
  let version: number;
  try {
    const body = { revision, note: "" };
    version = (await answer(api.POST("/api/campaigns/{id}/publish", { ...path, body }))).version;
  } catch (error) {
    update({ notPublished: sentence(error) });
    return;
  }
  update({ version });
  for (let look = 0; look < LOOKS && !stopped.aborted; look++) {
    const versions = await answer(api.GET("/api/campaigns/{id}/versions", path));
    const made = versions.find(({ number }) => number === version);
    if (made !== undefined && made.jobState !== "pending") {
      update({ job: made });
      return;
    }
    await pause(EVERY);
  }
  update({ job: "late" });
}

/** The revision of the draft that it is now, or that there is another draft. */
async function keep(id: string, text: string): Promise<number | "draft"> {
  const path = { params: { path: { id } } };
  try {
    const now = await answer(api.GET("/api/campaigns/{id}", path));
    if (now.draft != null && now.draft !== text) {
      return "draft";
    }
    const body = { text, revision: now.draftRevision };
    return (await answer(api.PUT("/api/campaigns/{id}/draft", { ...path, body }))).draftRevision;
  } catch (error) {
    if (!(error instanceof Failure && error.status === 404)) {
      throw error;
    }
    return (await answer(api.POST("/api/campaigns", { body: { text } }))).draftRevision;
  }
}
