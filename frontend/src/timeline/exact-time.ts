import { locale } from "../texts.ts";

const LOCAL: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
  timeZoneName: "short",
};

/** A moment to the millisecond, in the reader's zone and in UTC. */
export interface ExactTime {
  iso: string;
  local: string;
  utc: string;
}

/** `offset`: milliseconds after `startedAt`. undefined where `startedAt` is no time. */
export function exactTime(startedAt: string, offset: number): ExactTime | undefined {
  const time = new Date(Date.parse(startedAt) + offset);
  if (Number.isNaN(time.getTime())) return undefined;
  const iso = time.toISOString();
  return {
    iso,
    local: new Intl.DateTimeFormat(locale(), LOCAL).format(time),
    utc: `${iso.slice(11, -1)} UTC`,
  };
}
