/** Pure formatting of times and numbers. Durations come from the server, ready to read. */

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
  return isTime(time) ? new Intl.DateTimeFormat(undefined, LOCAL).format(time) : iso;
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
const RELATIVE = new Intl.RelativeTimeFormat("en", { style: "narrow" });

/** `3s ago`, `5min ago`, `2h ago`; `just now` within a second and for a clock that runs ahead. */
export function ago(milliseconds: number): string {
  const unit = UNITS.find(([, length]) => milliseconds >= length);
  return unit ? RELATIVE.format(-Math.floor(milliseconds / unit[1]), unit[0]) : "just now";
}

/** `1 step`, `1,247 steps` */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A metadata value as a person reads it: text as it is, numbers grouped, structures as JSON. */
export function metadataValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6 });
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null || value === undefined) return "none";
  return JSON.stringify(value, null, 2);
}

function isTime(time: Date): boolean {
  return !Number.isNaN(time.getTime());
}
