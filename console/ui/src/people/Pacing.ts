/**
 * Does something soon after it is wanted, one at a time and not again before a while has passed, however often it is
 * wanted: also a slow one comes to its end, and what was wanted meanwhile is done after it. What may be given an answer
 * of before is done once more when that is too old to be given.
 */
export class Pacing {
  private isWanted = false;
  private isBusy = false;
  private begun = -Infinity;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private echo: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly act: () => Promise<unknown>,
    private readonly keptFor = 0,
    private readonly apart = 400,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  want(): void {
    this.isWanted = true;
    this.schedule();
    if (this.keptFor > 0) {
      clearTimeout(this.echo);
      this.echo = setTimeout(() => {
        this.isWanted = true;
        this.schedule();
      }, this.keptFor);
    }
  }

  stop(): void {
    clearTimeout(this.waiting);
    clearTimeout(this.echo);
    this.waiting = undefined;
    this.isWanted = false;
  }

  private schedule(): void {
    if (this.isWanted && !this.isBusy && this.waiting === undefined) {
      const wait = Math.max(0, this.begun + this.apart - this.clock());
      this.waiting = setTimeout(() => void this.run(), wait);
    }
  }

  private async run(): Promise<void> {
    this.waiting = undefined;
    this.isWanted = false;
    this.isBusy = true;
    this.begun = this.clock();
    try {
      await this.act();
    } finally {
      this.isBusy = false;
      this.schedule();
    }
  }
}
