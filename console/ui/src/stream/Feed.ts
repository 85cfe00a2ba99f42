export type FeedView<T> = { items: readonly T[]; waiting: number; paused: boolean; heard: number };

/**
 * The latest of a stream, newest first, at most `bound`. Whoever watches hears of changes at most once a frame, and
 * four times a second when more comes than anyone can read. While it is paused the list stands still, and counts.
 */
export class Feed<T> {
  private items: readonly T[] = [];
  private fresh: T[] = [];
  private waiting = 0;
  private paused = false;
  private heard = 0;
  private scheduled = false;
  private lastFlush = 0;
  private view: FeedView<T> = { items: [], waiting: 0, paused: false, heard: 0 };
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly bound: number,
    private readonly later: (run: () => void) => void = (run) => void requestAnimationFrame(run),
    private readonly clock: () => number = () => performance.now(),
  ) {}

  push(items: readonly T[]): void {
    this.heard += items.length;
    if (this.paused) {
      this.waiting += items.length;
    }
    this.fresh.push(...items);
    if (this.fresh.length > this.bound) {
      this.fresh.splice(0, this.fresh.length - this.bound);
    }
    this.schedule();
  }

  pause(paused: boolean): void {
    if (this.paused !== paused) {
      this.paused = paused;
      this.waiting = 0;
      this.publish();
    }
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly snapshot = (): FeedView<T> => this.view;

  private schedule(): void {
    if (this.scheduled) {
      return;
    }
    this.scheduled = true;
    const run = () =>
      this.later(() => {
        if (this.fresh.length > 12 && this.clock() - this.lastFlush < 250) {
          run();
          return;
        }
        this.scheduled = false;
        this.publish();
      });
    run();
  }

  private publish(): void {
    this.lastFlush = this.clock();
    if (!this.paused && this.fresh.length > 0) {
      this.items = [...this.fresh.reverse(), ...this.items].slice(0, this.bound);
      this.fresh = [];
    }
    this.view = { items: this.items, waiting: this.waiting, paused: this.paused, heard: this.heard };
    this.watchers.forEach((watcher) => watcher());
  }
}
