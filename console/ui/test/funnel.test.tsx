// @vitest-environment jsdom
import fc from "fast-check";
import { expect, it } from "vitest";
import type { FunnelStep } from "../src/api/types";
import { FunnelTable } from "../src/campaign/FunnelPanel";
import { show } from "./render";

const few = fc.integer({ min: 0, max: 900 });
const steps: fc.Arbitrary<FunnelStep> = fc
  .record({
    wentOn: few,
    stopped: few,
    ranOut: few,
    usedUp: few,
    crowdedOut: few,
    letGo: fc.constantFrom(0, 0, 7),
    waiting: few,
  })
  .map((people) => ({
    step: "looked",
    people: { ...people, came: Object.values(people).reduce((sum, each) => sum + each, 0) },
    runs: { entered: 0, advanced: 0, cancelled: 0, expired: 0, skipped: 0, dropped: 0 },
  }));

it("each line of the funnel shows columns that sum to who came", () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (found) => {
      const all = found.map((one, index) => ({ ...one, step: `step ${index}` }));
      const page = show(<FunnelTable steps={all} />);
      const lines = [...page.querySelectorAll("tbody tr")];
      expect(lines.length).toBe(all.length);
      for (const line of lines) {
        const [came, ...left] = [...line.querySelectorAll("td.number")].map((cell) =>
          Number(cell.textContent.replaceAll(",", "")),
        );
        expect(left.reduce((sum, each) => sum + each, 0)).toBe(came);
      }
      expect(page.textContent).toContain("These are people.");
    }),
    { numRuns: 40 },
  );
});
