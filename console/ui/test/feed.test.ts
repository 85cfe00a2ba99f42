import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Feed } from "../src/stream/Feed";

function feed(bound: number) {
  const frames: (() => void)[] = [];
  let time = 0;
  const made = new Feed<number>(
    bound,
    (run) => frames.push(run),
    () => time,
  );
  return {
    made,
    frame: (millis = 300) => {
      time += millis;
      frames.splice(0).forEach((run) => run());
    },
    frames,
  };
}

describe("a feed", () => {
  it("shows the newest first, and never more than its bound", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(), { maxLength: 30 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (batches, bound) => {
          const { made, frame } = feed(bound);
          for (const batch of batches) {
            made.push(batch);
            frame();
          }
          expect(made.snapshot().items).toEqual(batches.flat().reverse().slice(0, bound));
          expect(made.snapshot().heard).toBe(batches.flat().length);
        },
      ),
    );
  });

  it("waits for a frame, and tells of many events once", () => {
    const { made, frame, frames } = feed(100);
    let told = 0;
    made.subscribe(() => (told += 1));
    for (let index = 0; index < 50; index++) {
      made.push([index]);
    }
    expect(frames).toHaveLength(1);
    expect(told).toBe(0);
    frame();
    expect(told).toBe(1);
    for (let index = 0; index < 50; index++) {
      made.push([index]);
    }
    frame(16);
    expect(told, "four times a second at most").toBe(1);
    frame(250);
    expect(told).toBe(2);
  });

  it("stands still while it is paused, counts, and loses nothing that fits", () => {
    const { made, frame } = feed(10);
    made.push([1, 2]);
    frame();
    made.pause(true);
    made.push([3]);
    made.push([4]);
    frame();
    expect(made.snapshot()).toMatchObject({ items: [2, 1], waiting: 2, paused: true });
    made.pause(false);
    expect(made.snapshot()).toMatchObject({ items: [4, 3, 2, 1], waiting: 0, paused: false });
  });
});
