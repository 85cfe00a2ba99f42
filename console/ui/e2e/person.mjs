// Somebody at a page, whose clicks and time are counted.
import { faults } from "./browser.mjs";
import { tooWide } from "./screens.mjs";

export const widths = [
  { name: "desktop", viewport: { width: 1440, height: 900 } },
  { name: "phone", viewport: { width: 390, height: 844 } },
];

export class Person {
  #from = performance.now();
  #looked = 0;
  clicks = 0;
  wrong = [];

  constructor(page, url, where) {
    this.page = page;
    this.url = url;
    this.phone = where === "phone";
    this.where = where;
  }

  async click(locator) {
    this.clicks++;
    await locator.click();
  }

  /** A field is clicked before one types. */
  async type(locator, text) {
    this.clicks++;
    await locator.fill(text);
  }

  /** Looks at what is shown as a tool for accessibility does; that time is not the person's. */
  async judge(name) {
    const from = performance.now();
    const found = await faults(this.page);
    const wide = await tooWide(this.page);
    this.wrong.push(
      ...[...found, ...(wide === undefined ? [] : [wide])].map((fault) => `${name}, ${this.where}: ${fault}`),
    );
    this.#looked += performance.now() - from;
  }

  /** What the task took. */
  get told() {
    const seconds = (performance.now() - this.#from - this.#looked) / 1000;
    return `${this.clicks} clicks, ${seconds.toFixed(1)} s`;
  }
}
