import type { TFunction } from "i18next";
import type { StoryEntry } from "../api/types";
import type { Figures } from "../i18n/figures";
import { reasonText } from "../campaign/effect/reason";
import { offerText } from "../parts/offerText";

export type Occurrence = { head: StoryEntry; notes: StoryEntry[] };
export type Check = { text: string; holds: boolean; values: string };

const heads = ["event", "deadline"];

/** Each event or deadline with the notes that follow it; what is still open at the end comes last. */
export function occurrences(entries: readonly StoryEntry[]): Occurrence[] {
  const found: Occurrence[] = [];
  for (const entry of entries) {
    if (entry.kind === "verdict") {
      continue;
    }
    const current = found.at(-1);
    if (heads.includes(entry.kind) || entry.kind === "open" || current === undefined) {
      found.push({ head: entry, notes: [] });
    } else {
      current.notes.push(entry);
    }
  }
  return found;
}

export function verdicts(entries: readonly StoryEntry[]): StoryEntry[] {
  return entries.filter((entry) => entry.kind === "verdict");
}

function text(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  return typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(text).join(", ")
      : JSON.stringify(value);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function timeOf(occurrence: Occurrence): string {
  return text(occurrence.head["time"]);
}

/** The event of an entry that is one. */
export function eventOf(entry: StoryEntry): Record<string, unknown> {
  return record(entry["event"]);
}

/** The campaigns that went before the one whose story it is. */
export function winnersOf(entries: readonly StoryEntry[]): string[] {
  return [...new Set(entries.map((entry) => text(entry["winner"])).filter((id) => id !== ""))];
}

export function checksOf(note: StoryEntry): Check[] {
  const all = Array.isArray(note["checks"]) ? (note["checks"] as unknown[]) : [];
  return all.map((each) => {
    const check = record(each);
    const readings = Array.isArray(check["values"]) ? (check["values"] as unknown[]) : [];
    return {
      text: text(check["text"]),
      holds: check["value"] === true,
      values: readings
        .map(record)
        .map(
          (reading) =>
            `${text(reading["text"])} = ${"value" in reading ? text(reading["value"]) : text(reading["missing"])}`,
        )
        .join(", "),
    };
  });
}

function waits(note: StoryEntry, key: string, t: TFunction, figures: Figures): string {
  const all = Array.isArray(note[key]) ? (note[key] as unknown[]).map(record) : [];
  return all
    .map((wait) => {
      const due = wait["due"] === undefined ? "" : figures.clock(text(wait["due"]));
      const step = text(wait["step"]);
      return due === "" ? step : t("story.until", { step, due });
    })
    .join(", ");
}

const unfits = ["where", "until", "script", "after"] as const;
const filters = ["among", "correlate_by", "distinct"] as const;
const silences = ["when", "audience", "from", "until", "paused"] as const;

function unfitText(because: string, t: TFunction): string {
  const known = unfits.find((one) => one === because);
  return known === undefined ? because : t(`story.unfitBecause.${known}`);
}

function filteredText(by: string, t: TFunction): string {
  const known = filters.find((one) => one === by);
  return known === undefined ? by : t(`story.filteredBy.${known}`);
}

function silentText(because: string, t: TFunction): string {
  const known = silences.find((one) => one === because);
  return known === undefined ? because : t(`story.silentBecause.${known}`);
}

/**
 * One entry of a story as a sentence. What it does not know it shows by its own name.
 *
 * @param title what a campaign is called
 */
export function noteText(
  entry: StoryEntry,
  t: TFunction,
  figures: Figures,
  title: (campaign: string) => string,
): string {
  const attempt = text(entry["attempt"] ?? entry["attempts"]);
  const step = text(entry["step"]);
  switch (entry.kind) {
    case "deadline":
      return t("story.deadline");
    case "began":
      return t("story.began", { attempt, step, waits: waits(entry, "waits", t, figures) });
    case "advanced":
      return t("story.advanced", { attempt, step, waits: waits(entry, "waits", t, figures) });
    case "unfit":
      return t("story.unfit", { step, because: unfitText(text(entry["because"]), t) });
    case "filtered":
      return t("story.filtered", { by: filteredText(text(entry["by"]), t) });
    case "refused":
      return t("story.refused");
    case "overtaken":
      return t("story.overtaken");
    case "completed":
      return t("story.completed", { attempt });
    case "fired":
      return t("story.fired", { offer: offerText(entry["offer"]) });
    case "silent":
      return t("story.silent", { because: silentText(text(entry["because"]), t) });
    case "withheld": {
      const winner = text(entry["winner"]);
      const detail = text(entry["detail"]);
      return t("story.withheld", {
        because: reasonText(text(entry["because"]), t),
        detail: `${winner === "" ? "" : ` ${title(winner)}`}${detail === "" ? "" : ` (${detail})`}`,
      });
    }
    case "waits":
      return t(entry["because"] === "quiet hours" ? "story.waitsQuiet" : "story.waitsOthers", {
        until: entry["until"] === undefined ? "" : figures.shortTime(text(entry["until"])),
      });
    case "weighed":
      return entry["after"] === true
        ? t(entry["before"] === true ? "story.weighed.stays" : "story.weighed.came")
        : t(entry["before"] === true ? "story.weighed.left" : "story.weighed.never");
    case "cancelled":
      return entry["by"] === undefined
        ? t("story.cancelledOther", { attempt })
        : entry["by"] === ""
          ? t("story.cancelledFull", { attempt })
          : t("story.cancelled", { attempt, by: text(entry["by"]) });
    case "skipped":
      return t("story.skipped", { attempt });
    case "dropped":
      return t("story.dropped", { attempt });
    case "unknown_timezone":
      return t("story.unknownZone", { zone: text(entry["timezone"]), used: text(entry["used"]) });
    case "refused_profile_updates":
      return t("story.refusedProfile", { count: Number(entry["count"] ?? 0), first: text(entry["first"]) });
    case "expired":
      return t("story.expired", { attempt, waited: waits(entry, "waited", t, figures) });
    case "open":
      return t("story.open", { attempt, waits: waits(entry, "waits", t, figures) });
    case "verdict":
      return Number(entry["fired"] ?? 0) > 0
        ? t("story.verdictFired", {
            count: Number(entry["fired"]),
            times: (Array.isArray(entry["times"]) ? (entry["times"] as unknown[]) : [])
              .map((time) => figures.clock(text(time)))
              .join(", "),
          })
        : t("story.verdictNot", { reason: text(entry["reason"]) });
    default:
      return t("story.other", { kind: entry.kind, attempt });
  }
}
