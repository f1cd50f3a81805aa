import { type Stretch, type TimeScale, placeOf } from "./time-scale.ts";

export interface Tick {
  time: number;
  x: number;
  /** Where its label is, seen from the tick: at both ends it would run out of the axis. */
  side: "after" | "around" | "before";
}

const ROUNDING = 1e-9;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 90, 365].map((n) => n * DAY),
];

/**
 * Round moments on the axis, and its end. `room`: the part of the axis that one label needs.
 * Shortened stretches get none; the moment where one ends does.
 */
export function ticks(scale: TimeScale, room: number): Tick[] {
  const stretches = scale.stretches.filter(({ isShortened }) => !isShortened);
  const shown = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const step = STEPS.find((length) => shown / length <= 1 / room) ?? Infinity;
  const last: Tick = { time: scale.to, x: 1, side: "before" };
  const kept: Tick[] = [];
  for (const tick of stretches.flatMap((stretch) => ticksIn(stretch, step, scale, room))) {
    const isFree = kept.every((other) => endOf(other, room) <= startOf(tick, room) + ROUNDING);
    if (isFree && endOf(tick, room) <= startOf(last, room)) kept.push(tick);
  }
  return [...kept, last];
}

/** Those whose label does not run into the shortened stretch that follows. */
function ticksIn(stretch: Stretch, step: number, scale: TimeScale, room: number): Tick[] {
  const first: Tick = { time: stretch.start, x: stretch.x, side: "after" };
  const others = multiples(step, stretch).map((time): Tick => ({ time, x: placeOf(scale, time), side: "around" }));
  return [first, ...others].filter((tick) => endOf(tick, room) <= stretch.x + stretch.width);
}

function multiples(step: number, { start, end }: Stretch): number[] {
  const first = Math.floor(start / step) + 1;
  const count = Math.max(0, Math.ceil(end / step) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

function startOf({ x, side }: Tick, room: number): number {
  return side === "after" ? x : side === "around" ? x - room / 2 : x - room;
}

/** The start of the run is a mere 0. */
function endOf(tick: Tick, room: number): number {
  return startOf(tick, room) + (tick.side === "after" && tick.time === 0 ? room / 4 : room);
}
