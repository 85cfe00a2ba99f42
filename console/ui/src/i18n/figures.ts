import { useTranslation } from "react-i18next";
import { serverNow } from "../api/clock";

/** Numbers and times as the reader's language writes them. */
export type Figures = {
  whole(value: number): string;
  rate(value: number): string;
  short(value: number): string;
  percent(share: number): string;
  /** With one place, always: numbers that stand side by side are equally exact. */
  tenths(value: number): string;
  money(value: number): string;
  clock(time: string | number): string;
  hour(time: string | number): string;
  day(time: string | number): string;
  /** Of a day that begins at midnight by UTC. */
  utcDay(time: string | number): string;
  exact(time: string | number): string;
  /** The time of today, and the day with it of another. */
  shortTime(time: string | number): string;
  /** What is less than a minute ahead has just happened: a time may be newer than the clock was read. */
  ago(time: string | number, now: number): string;
  millis(value: number): string;
  /** How long something is yet, in its two largest units. */
  left(millis: number): string;
  bytes(value: number): string;
};

/** What is made when it is first asked for: each of these formats takes the browser a while. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const cache = new Map<string, Figures>();

export function figuresOf(language: string): Figures {
  const known = cache.get(language);
  if (known !== undefined) {
    return known;
  }
  const whole = once(() => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }));
  const tenth = once(() => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));
  const tenths = once(
    () => new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  const compact = once(
    () => new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 }),
  );
  const percent = once(() => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }));
  const money = once(
    () => new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
  const clock = once(
    () =>
      new Intl.DateTimeFormat(language, {
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
      }),
  );
  const hour = once(
    () => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  );
  const exact = once(
    () =>
      new Intl.DateTimeFormat(language, {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
      }),
  );
  const day = once(() => new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }));
  const utcDay = once(
    () => new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }),
  );
  const relative = once(() => new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }));
  const figures: Figures = {
    whole: (value) => whole().format(value),
    rate: (value) => (value < 10 ? tenth : whole)().format(value),
    short: (value) => compact().format(value),
    percent: (share) => percent().format(share),
    tenths: (value) => tenths().format(value),
    money: (value) => money().format(value),
    clock: (time) => clock().format(new Date(time)),
    hour: (time) => hour().format(new Date(time)),
    day: (time) => day().format(new Date(time)),
    utcDay: (time) => utcDay().format(new Date(time)),
    shortTime: (time) =>
      new Date(time).toDateString() === new Date(serverNow()).toDateString()
        ? clock().format(new Date(time))
        : `${day().format(new Date(time))} ${hour().format(new Date(time))}`,
    exact: (time) => exact().format(new Date(time)),
    ago: (time, now) => ago(relative(), new Date(time).getTime(), now),
    bytes: (value) =>
      value < 1000
        ? `${whole().format(value)} B`
        : value < 1e6
          ? `${tenth().format(value / 1e3)} kB`
          : `${tenth().format(value / 1e6)} MB`,
    left: (millis) => left(language, millis),
    millis: (value) => `${(value < 10 ? tenth : whole)().format(value)} ms`,
  };
  cache.set(language, figures);
  return figures;
}

function ago(format: Intl.RelativeTimeFormat, time: number, now: number): string {
  const ahead = Math.round((time - now) / 1000);
  const seconds = ahead < 60 ? Math.min(0, ahead) : ahead;
  const size = Math.abs(seconds);
  if (size < 60) {
    return format.format(seconds, "second");
  }
  if (size < 3600) {
    return format.format(Math.round(seconds / 60), "minute");
  }
  if (size < 86_400) {
    return format.format(Math.round(seconds / 3600), "hour");
  }
  if (size < 30 * 86_400) {
    return format.format(Math.round(seconds / 86_400), "day");
  }
  return format.format(Math.round(seconds / (30 * 86_400)), "month");
}

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

function left(language: string, millis: number): string {
  let seconds = Math.max(0, Math.round(millis / 1000));
  const largest = Math.max(
    0,
    units.findIndex(([, size]) => seconds >= size),
  );
  const from = seconds === 0 ? units.length - 1 : largest;
  return units
    .slice(from, from + 2)
    .map(([unit, size]) => {
      const count = Math.floor(seconds / size);
      seconds -= count * size;
      return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }).format(count);
    })
    .join(" ");
}

export function useFigures(): Figures {
  const { i18n } = useTranslation();
  return figuresOf(i18n.language);
}
