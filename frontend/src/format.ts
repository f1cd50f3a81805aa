/** Formatting of times and numbers in the page's language. Durations come ready to read. */
import { locale, texts } from "./texts.ts";

const LOCAL: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

/** `15 Jan 2024, 10:30:00 CET`: the reader's zone, named. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  return isTime(time) ? new Intl.DateTimeFormat(locale(), LOCAL).format(time) : iso;
}

/** `15 Jan 2024, 10:30 CET` */
export function localDay(iso: string): string {
  const time = new Date(iso);
  const { second: _, ...parts } = LOCAL;
  return isTime(time) ? new Intl.DateTimeFormat(locale(), parts).format(time) : iso;
}

/** `10:30`, with the date where it is another day than `now`. */
export function localClock(iso: string, now = new Date()): string {
  const time = new Date(iso);
  const isToday = time.toDateString() === now.toDateString();
  const { hour, minute, hourCycle, day, month } = LOCAL;
  const parts = { hour, minute, hourCycle, ...(!isToday && { day, month }) } as Intl.DateTimeFormatOptions;
  return isTime(time) ? new Intl.DateTimeFormat(locale(), parts).format(time) : iso;
}

/** `2024-01-15 10:30:00.000 UTC` */
export function utcTime(iso: string): string {
  const time = new Date(iso);
  return isTime(time) ? `${time.toISOString().replace("T", " ").replace("Z", "")} UTC` : iso;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** `3s ago`, `5min ago`, `2h ago`; `just now` within a second and for a clock that runs ahead. */
export function ago(milliseconds: number): string {
  return relative(milliseconds, -1) ?? texts().justNow;
}

/** `in 5min`; undefined for less than a second. */
export function ahead(milliseconds: number): string | undefined {
  return relative(milliseconds, 1);
}

function relative(milliseconds: number, direction: 1 | -1): string | undefined {
  const unit = UNITS.find(([, length]) => milliseconds >= length);
  const format = () => new Intl.RelativeTimeFormat(texts().locale, { style: "narrow" });
  return unit && format().format(direction * Math.floor(milliseconds / unit[1]), unit[0]);
}

const NUMBER_FORMATS = new Map<string, Intl.NumberFormat>();

/** `1,247` */
export function grouped(number: number): string {
  const known = NUMBER_FORMATS.get(locale());
  const format = known ?? new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 });
  if (!known) NUMBER_FORMATS.set(locale(), format);
  return format.format(number);
}

/** `97 %` in German, `97%` in English */
export function percent(share: number): string {
  return share.toLocaleString(locale(), { style: "percent" });
}

/** A metadata value as a person reads it: text as it is, numbers grouped, structures as JSON. */
export function metadataValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return grouped(value);
  if (typeof value === "boolean") return value ? texts().yes : texts().no;
  if (value === null || value === undefined) return texts().none;
  return JSON.stringify(value, null, 2);
}

function isTime(time: Date): boolean {
  return !Number.isNaN(time.getTime());
}
