// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from "vitest";
import { Failure } from "../src/api/failure";
import { type DocumentReport, followDocument } from "../src/reference/followDocument";
import { type EventReport, followEvent } from "../src/reference/followEvent";

type Call = (path: string, options?: { params?: unknown; body?: unknown }) => unknown;
const said = vi.hoisted(() => ({ GET: vi.fn<Call>(), POST: vi.fn<Call>(), PUT: vi.fn<Call>() }));
vi.mock("../src/api/client", () => ({
  answer: (told: unknown) => Promise.resolve(told),
  api: said,
}));

const soon = () => Promise.resolve();
const going = new AbortController().signal;
const event = { user: "ann", type: "view" };
const sent = { topic: "nudge.events", partition: 0, offset: 7, event: { id: "e1", ...event } };
const calm = { campaign: "calm", name: "Calm", state: "not", sentence: "No" };

/** What the service says, one answer after the other; the last again and again. */
const says = (...answers: unknown[]) => {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)];
};

function service(answers: Record<string, () => unknown>): void {
  for (const call of [said.GET, said.POST, said.PUT]) {
    call.mockReset().mockImplementation((path) => {
      const told = answers[path];
      if (told === undefined) {
        throw new Failure(404, `nobody answers ${path}`);
      }
      return told();
    });
  }
}

async function eventTold(): Promise<EventReport[]> {
  const reports: EventReport[] = [];
  await followEvent(event, "en", (report) => reports.push(report), going, soon);
  return reports;
}

async function documentTold(text: string): Promise<DocumentReport> {
  let last: DocumentReport = {};
  await followDocument(text, (report) => (last = report), going, soon);
  return last;
}

beforeEach(() => service({}));

it("tells where an event was written, that it was read, and for whom it changed something", async () => {
  service({
    "/api/sent-events": says(sent),
    "/api/sent-events/progress": says({ read: false }, { read: true }),
    "/api/rejected": says({ records: [] }),
    "/api/triggers": says([], [], [], [{ id: "t1", campaign: "fast", matched: {} }]),
    "/api/live/why": says(
      { campaigns: [calm, { campaign: "slow", name: "Slow", state: "open", sentence: "Two more" }] },
      {
        campaigns: [
          calm,
          { campaign: "slow", name: "Slow", state: "open", sentence: "One more" },
          { campaign: "fast", name: "Fast", state: "fired", sentence: "Got it" },
        ],
      },
    ),
  });
  const reports = await eventTold();
  expect(reports[0]).toEqual({ sent });
  expect(reports.at(-1)).toMatchObject({ read: "yes", accepted: true, told: true });
  expect(reports.at(-1)?.moved).toEqual([
    { campaign: "fast", name: "Fast", fired: true, sentence: "Got it" },
    { campaign: "slow", name: "Slow", fired: false, sentence: "One more" },
  ]);
});

it("tells why the collector refuses an event, and looks no further", async () => {
  service({ "/api/sent-events": says({ refused: "no type" }) });
  expect((await eventTold()).at(-1)).toEqual({ sent: { refused: "no type" } });
});

it("tells why the job cannot use an event", async () => {
  service({
    "/api/sent-events": says(sent),
    "/api/sent-events/progress": says({ read: false }),
    "/api/triggers": says([]),
    "/api/rejected": says(
      { records: [] },
      { records: [{ place: "nudge.events-0@7", reason: "too late", detail: "by 3 days" }] },
    ),
  });
  expect((await eventTold()).at(-1)).toMatchObject({ accepted: false, rejected: "too late: by 3 days" });
});

it("says that it does not know when the job does not read", async () => {
  service({
    "/api/sent-events": says(sent),
    "/api/sent-events/progress": says({ read: false }),
    "/api/triggers": says([]),
    "/api/rejected": says({ records: [] }),
  });
  expect((await eventTold()).at(-1)?.read).toBe("late");
  service({
    "/api/sent-events": says(sent),
    "/api/sent-events/progress": says({}),
    "/api/triggers": says([]),
    "/api/rejected": says({ records: [] }),
  });
  expect((await eventTold()).at(-1)?.read).toBe("silent");
});

it("publishes a document and waits for the job", async () => {
  const job = { number: 3, jobState: "active", jobVersion: 8, problems: [] };
  service({
    "/api/check": says({ problems: [] }),
    "/api/campaigns": says({ id: "cart", draftRevision: 1, problems: [] }),
    "/api/campaigns/{id}/publish": says({ version: 3 }),
    "/api/campaigns/{id}/versions": says([{ ...job, jobState: "pending" }], [job]),
  });
  expect(await documentTold("id: cart\n")).toEqual({ id: "cart", problems: [], kept: true, version: 3, job });
});

it("keeps away from a draft that somebody else is writing", async () => {
  service({
    "/api/check": says({ problems: [] }),
    "/api/campaigns/{id}": says({ id: "cart", draft: "id: cart # theirs", draftRevision: 4 }),
  });
  expect((await documentTold("id: cart\n")).notKept).toBe("draft");
  expect(said.PUT).not.toHaveBeenCalled();
});

it("stops at a mistake", async () => {
  const problems = [{ severity: "error", line: 1, column: 1, text: "no pattern" }];
  service({ "/api/check": says({ problems }) });
  expect(await documentTold("id: cart\n")).toEqual({ id: "cart", problems });
  expect((await documentTold("id: [")).unreadable).toBeDefined();
});
