import type { Trigger } from "../api/types";

/** Remembers when each event was clicked, by the browser's own clock, to say how long ago a trigger's cause was. */
export class Clicks {
  private readonly times = new Map<string, number>();
  private last: string | undefined;

  clicked(id: string, at: number): void {
    this.times.set(id, at);
    this.last = id;
    if (this.times.size > 500) {
      const oldest = this.times.keys().next().value;
      if (oldest !== undefined) {
        this.times.delete(oldest);
      }
    }
  }

  /** Milliseconds from the click that completed the pattern; undefined where a deadline did, or another's event. */
  since(trigger: Trigger, now: number): number | undefined {
    if (trigger.cause === "timeout") {
      return undefined;
    }
    const known = Object.values(trigger.matched)
      .flatMap((matched) => (Array.isArray(matched) ? matched.map((event) => this.times.get(event.id)) : []))
      .filter((time) => time !== undefined);
    // Where a campaign does not look at its events the trigger has only their number: the last click is meant.
    const counted = Object.values(trigger.matched).some((matched) => !Array.isArray(matched));
    const fallback = counted && this.last !== undefined ? this.times.get(this.last) : undefined;
    const at = known.length > 0 ? Math.max(...known) : fallback;
    return at === undefined ? undefined : now - at;
  }
}

export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
