/** Formatting of times and numbers in the page's language. Durations come ready to read. */
import { ownTask } from "./own-task.ts";
import { locale } from "./texts.ts";
import { texts } from "./texts/shared.ts";

const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DATED: Intl.DateTimeFormatOptions = { ...CLOCK, day: "numeric", month: "short" };
const ZONED: Intl.DateTimeFormatOptions = { ...DATED, year: "numeric", timeZoneName: "short" };

const clockFormat = perLanguage((language) => new Intl.DateTimeFormat(language, CLOCK));
const datedFormat = perLanguage((language) => new Intl.DateTimeFormat(language, DATED));
const zonedFormat = perLanguage((language) => new Intl.DateTimeFormat(language, ZONED));
const secondFormat = perLanguage((language) => new Intl.DateTimeFormat(language, { ...ZONED, second: "2-digit" }));
const numberFormat = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }));
const percentFormat = perLanguage((language) => new Intl.NumberFormat(language, { style: "percent" }));
const agoFormat = perLanguage(() => new Intl.RelativeTimeFormat(texts().locale, { style: "narrow" }));

/** A format is dear to make. */
function perLanguage<Format>(make: (language: string) => Format): () => Format {
  const known = new Map<string, Format>();
  return () => {
    const language = locale();
    const format = known.get(language) ?? make(language);
    known.set(language, format);
    return format;
  };
}

/** The browser's first format takes 20 ms and more on a slow machine: best while an answer is awaited. */
export async function readyFormats(): Promise<void> {
  for (const format of [numberFormat, secondFormat, agoFormat]) {
    await ownTask();
    format();
  }
  await ownTask();
}

/** `15 Jan 2024, 10:30:00 CET`: the reader's zone, named. */
export function localTime(iso: string): string {
  return formatted(iso, secondFormat);
}

/** `15 Jan 2024, 10:30 CET` */
export function localDay(iso: string): string {
  return formatted(iso, zonedFormat);
}

/** `10:30`, with the date where it is another day than `now`. */
export function localClock(iso: string, now = new Date()): string {
  const isToday = new Date(iso).toDateString() === now.toDateString();
  return formatted(iso, isToday ? clockFormat : datedFormat);
}

function formatted(iso: string, format: () => Intl.DateTimeFormat): string {
  const time = new Date(iso);
  return isTime(time) ? format().format(time) : iso;
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
  return unit && agoFormat().format(direction * Math.floor(milliseconds / unit[1]), unit[0]);
}

/** `1,247` */
export function grouped(number: number): string {
  return numberFormat().format(number);
}

/** `97 %` in German, `97%` in English */
export function percent(share: number): string {
  return percentFormat().format(share);
}

function isTime(time: Date): boolean {
  return !Number.isNaN(time.getTime());
}
