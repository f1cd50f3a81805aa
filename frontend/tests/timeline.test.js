import assert from "node:assert/strict";
import test from "node:test";
import { readableDuration } from "../.build/duration.js";
import { elapsedOf } from "../.build/timeline/elapsed.js";
import { exactTime } from "../.build/timeline/exact-time.js";
import { keyMove } from "../.build/timeline/keys.js";
import { lastEntryOf, timelineOf } from "../.build/timeline/layout.js";
import { rowWindow } from "../.build/timeline/row-window.js";
import { breaksOf, placeOf, timeScale } from "../.build/timeline/time-scale.js";
import { ticks } from "../.build/timeline/ticks.js";

const span = (number, start, end, more = {}) => ({
  span: number,
  parent: null,
  step: `step_${number}`,
  status: end === null ? "in_progress" : "completed",
  offset_ms: start,
  duration_ms: end === null ? null : end - start,
  ...more,
});

const log = (spans, more = {}) => ({
  started_at: "2024-01-15T10:30:00.000Z",
  final_status: "completed",
  duration_ms: Math.max(0, ...spans.map(({ offset_ms, duration_ms }) => offset_ms + (duration_ms ?? 0))),
  steps: spans.map(({ span: number }) => ({ seq: number, span: number })),
  spans,
  ...more,
});

const CLOSED = { toggled: new Set(), limits: new Map() };
const layout = (whole, { elapsed = 0, opened = CLOSED, shorten = true } = {}) =>
  timelineOf(whole, { elapsed, opened, shorten });
const names = ({ rows }) => rows.map(({ name, depth }) => `${"  ".repeat(depth)}${name}`);
const critical = ({ rows }) => rows.filter(({ isCritical }) => isCritical).map(({ name }) => name);

test("steps lie inside the step they belong to, in the order they began", () => {
  const timeline = layout(log([span(1, 0, 9), span(2, 1, 5, { parent: 1 }), span(3, 6, 8, { parent: 1 }), span(4, 9, 10)]));
  assert.deepEqual(names(timeline), ["step_1", "  step_2", "  step_3", "step_4"]);
  assert.deepEqual(timeline.rows.map(({ position, siblings }) => [position, siblings]), [[1, 2], [1, 2], [2, 2], [2, 2]]);
});

test("a step can be closed, and then hides what is inside", () => {
  const spans = [span(1, 0, 9), span(2, 1, 5, { parent: 1 }), span(3, 2, 4, { parent: 2 })];
  assert.deepEqual(names(layout(log(spans), { opened: { ...CLOSED, toggled: new Set(["1"]) } })), ["step_1"]);
});

test("parents that are missing or come later, and rings of parents, do no harm", () => {
  const spans = [span(1, 0, 1, { parent: 2 }), span(2, 1, 2, { parent: 1 }), span(3, 2, 3, { parent: 3 }), span(4, 3, 4, { parent: 99 })];
  assert.deepEqual(names(layout(log(spans))), ["step_1", "  step_2", "step_3", "step_4"]);
});

test("ten thousand levels of nesting are laid out", () => {
  const spans = Array.from({ length: 10_000 }, (_, n) => span(n + 1, n, 20_000 - n, { parent: n || null }));
  const { rows } = layout(log(spans));
  assert.equal(rows.length, 10_000);
  assert.equal(rows.at(-1).depth, 9999);
});

test("more than five siblings of one name are one row that tells of all", () => {
  const spans = Array.from({ length: 6 }, (_, n) =>
    span(n + 1, n * 10, n * 10 + n, { step: "page_fetch", status: n === 4 ? "failed" : "completed" }));
  const { rows } = layout(log(spans));
  assert.equal(rows.length, 1);
  const { failed, min, average, max, nodes } = rows[0].group;
  assert.deepEqual({ failed, min, average, max }, { failed: 1, min: 0, average: 2.5, max: 5 });
  assert.equal(rows[0].state, "failed");
  assert.deepEqual(nodes.map((node) => node.span.span), [5, 1, 2, 3, 4, 6]);
  assert.equal(layout(log(spans.slice(1))).rows.length, 5);
});

test("an open group shows its first members, and more when asked", () => {
  const spans = Array.from({ length: 100 }, (_, n) => span(n + 1, n, n + 1, { step: "page_fetch" }));
  const toggled = new Set(["/page_fetch"]);
  const few = layout(log(spans), { opened: { toggled, limits: new Map() } }).rows;
  assert.equal(few.length, 1 + 20 + 1);
  assert.equal(few.at(-1).hidden, 80);
  const more = layout(log(spans), { opened: { toggled, limits: new Map([["/page_fetch", 100]]) } }).rows;
  assert.equal(more.length, 101);
});

test("a group of ten thousand draws no more bars than can be told apart", () => {
  const spans = Array.from({ length: 10_000 }, (_, n) =>
    span(n + 1, n, n + 1, { step: "fetch", status: n % 2 ? "failed" : "completed" }));
  const [row] = layout(log(spans)).rows;
  assert.ok(row.bars.length <= 402);
  assert.equal(row.bars.at(-1).state, "failed");
});

test("the critical path follows what ended last, into the steps inside", () => {
  const spans = [
    span(1, 0, 100, { step: "research" }),
    span(2, 0, 40, { step: "short", parent: 1 }),
    span(3, 0, 99, { step: "long", parent: 1 }),
    span(4, 100, 120, { step: "write" }),
    span(5, 100, 110, { step: "beside" }),
  ];
  assert.deepEqual(critical(layout(log(spans))), ["research", "long", "write"]);
});

test("where nothing ran beside another step no path is marked", () => {
  const timeline = layout(log([span(1, 0, 10), span(2, 10, 10, { status: "skipped" }), span(3, 10, 30)]));
  assert.equal(timeline.hasCriticalPath, false);
});

test("of two steps that both run on, the one that began first is critical", () => {
  const running = log([span(1, 0, null), span(2, 50, null)], { final_status: "in_progress", duration_ms: null });
  assert.deepEqual(critical(layout(running, { elapsed: 100 })), ["step_1"]);
});

test("a critical path that the API marks is taken as it is", () => {
  const spans = [span(1, 0, 10, { critical_path: false }), span(2, 0, 5, { critical_path: true })];
  assert.deepEqual(critical(layout(log(spans))), ["step_2"]);
});

test("the slowest step is the one that took the time itself", () => {
  const spans = [span(1, 0, 100, { step: "outer" }), span(2, 5, 95, { step: "inner", parent: 1 }), span(3, 100, 105)];
  const { slowest } = layout(log(spans));
  assert.equal(slowest.node.span.step, "inner");
  assert.equal(slowest.duration, 90);
  assert.equal(Math.round(slowest.share * 100), 86);
});

test("where no step took time none is called slowest", () => {
  assert.equal(layout(log([span(1, 0, 0), span(2, 5, 5)])).slowest, undefined);
  assert.equal(layout(log([])).slowest, undefined);
});

test("a running step reaches up to now, and one that was cut off up to the end of the run", () => {
  const spans = [span(1, 0, 10), span(2, 10, null)];
  const running = layout(log(spans, { final_status: "in_progress", duration_ms: null }), { elapsed: 500 });
  assert.deepEqual([running.rows[1].state, running.rows[1].end], ["in_progress", 500]);
  const over = layout(log(spans, { final_status: "failed", duration_ms: 90 }));
  assert.deepEqual([over.rows[1].state, over.rows[1].end], ["unfinished", 90]);
});

test("the wait in the queue has a row of its own before the start", () => {
  const { rows, queueWait } = layout(log([span(1, 0, 10)], { queued_at: "2024-01-15T10:29:58.000Z" }));
  assert.equal(queueWait, 2000);
  assert.deepEqual([rows[0].kind, rows[0].start, rows[0].end], ["queue", -2000, 0]);
  assert.deepEqual(rows.map(({ position, siblings }) => [position, siblings]), [[1, 2], [2, 2]]);
});

test("a message that was sent later than it was taken up has not waited", () => {
  for (const queued_at of ["2024-01-15T10:31:00Z", null, undefined, "soon"])
    assert.equal(layout(log([span(1, 0, 10)], { queued_at })).queueWait, 0);
});

test("a long gap without a step is shortened, the rest keeps its proportions", () => {
  const scale = timeScale({ start: 0, end: 10_000 }, [{ start: 0, end: 1000 }, { start: 9000, end: 10_000 }]);
  assert.equal(breaksOf(scale).length, 1);
  assert.deepEqual([0, 1000, 9000, 10_000].map((time) => Math.round(placeOf(scale, time) * 100)), [0, 47, 53, 100]);
  assert.equal(placeOf(scale, -5), 0);
  assert.equal(placeOf(scale, 1e9), 1);
});

test("short gaps stay, and none is shortened on the true scale", () => {
  const busy = [{ start: 0, end: 400 }, { start: 800, end: 1000 }];
  assert.equal(breaksOf(timeScale({ start: 0, end: 1000 }, busy)).length, 0);
  const wide = busy.map(({ start, end }) => ({ start: start * 100, end: end * 100 }));
  assert.equal(breaksOf(timeScale({ start: 0, end: 100_000 }, wide)).length, 1);
  assert.equal(breaksOf(timeScale({ start: 0, end: 100_000 }, wide, { shorten: false })).length, 0);
});

test("a gap hidden behind a longer one is shortened too", () => {
  const hour = 3_600_000;
  const busy = [{ start: 0, end: 1000 }, { start: hour, end: hour + 1000 }, { start: hour + 60_000, end: hour + 61_000 }];
  assert.equal(breaksOf(timeScale({ start: 0, end: hour + 61_000 }, busy)).length, 2);
});

test("an axis of moments alone has a place for each", () => {
  const scale = timeScale({ start: 0, end: 5000 }, [{ start: 0, end: 0 }, { start: 5000, end: 5000 }]);
  assert.equal(placeOf(scale, 0), 0);
  assert.equal(placeOf(scale, 5000), 1);
});

test("ticks are round, leave room for their labels, and end with the end", () => {
  const found = ticks(timeScale({ start: 0, end: 150_000 }, [{ start: 0, end: 150_000 }]), 0.1);
  assert.deepEqual(found.map(({ time }) => time), [0, 15_000, 30_000, 45_000, 60_000, 75_000, 90_000, 105_000, 120_000, 150_000]);
  for (const room of [0.01, 0.1, 0.5, 1]) {
    const places = ticks(timeScale({ start: -7, end: 12_345_678 }, [{ start: 0, end: 12_345_678 }]), room).map(({ x }) => x);
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
    assert.ok(places.length <= 1 / room + 2);
  }
});

test("arrows walk the tree: down and up, into and out of steps", () => {
  const { rows } = layout(log([span(1, 0, 9), span(2, 1, 5, { parent: 1 }), span(3, 9, 10)]));
  assert.equal(keyMove("ArrowDown", rows, 0), rows[1]);
  assert.equal(keyMove("ArrowUp", rows, 0), rows[0]);
  assert.equal(keyMove("ArrowRight", rows, 0), rows[1]);
  assert.equal(keyMove("ArrowLeft", rows, 0), "toggle");
  assert.equal(keyMove("ArrowLeft", rows, 1), rows[0]);
  assert.equal(keyMove("ArrowLeft", rows, 2), undefined);
  assert.equal(keyMove("End", rows, 0), rows[2]);
  assert.equal(keyMove("Home", rows, 2), rows[0]);
  assert.equal(keyMove("PageDown", rows, 0), rows[2]);
  assert.equal(keyMove("a", rows, 0), undefined);
});

test("of many rows only those in sight are drawn", () => {
  const seen = { scrollTop: 2800, height: 280, rowHeight: 28 };
  assert.deepEqual(rowWindow(seen, 10_000), { first: 92, end: 118 });
  assert.deepEqual(rowWindow({ ...seen, scrollTop: 0 }, 5), { first: 0, end: 5 });
});

test("a step is opened at its last entry", () => {
  const steps = [{ seq: 1, span: 1 }, { seq: 2, span: 2 }, { seq: 3, span: 1 }];
  assert.deepEqual([1, 2, 9].map((span) => lastEntryOf({ steps }, span)), [3, 2, undefined]);
});

test("how long a run goes on is the server's word plus the time since, or the clocks' difference", () => {
  const running = { started_at: "2024-01-15T10:30:00Z", duration_ms: null, verdict: { params: { duration_ms: 5000 } } };
  assert.equal(elapsedOf(running, 1000, 3000), 7000);
  const start = Date.parse(running.started_at);
  assert.equal(elapsedOf({ ...running, verdict: {} }, start, start + 9000), 9000);
  assert.equal(elapsedOf({ ...running, verdict: {} }, start, start - 9000), 0);
  assert.equal(elapsedOf({ ...running, duration_ms: 42 }, 0, 99), 42);
});

test("an exact time is local and in UTC, to the millisecond", () => {
  const time = exactTime("2024-01-15T10:30:00.000Z", 104);
  assert.equal(time.utc, "10:30:00.104 UTC");
  assert.equal(time.iso, "2024-01-15T10:30:00.104Z");
  assert.match(time.local, /\d\d:30:00.104/);
  assert.equal(exactTime("soon", 0), undefined);
});

test("durations read as the server writes them", () => {
  const told = { 0: "0ms", 999: "999ms", 12_000: "12s", 12_345: "12.3s", 59_999: "59.9s", 150_000: "2m 30s", 3_750_000: "1h 2m 30s" };
  for (const [ms, words] of Object.entries(told)) assert.equal(readableDuration(Number(ms)), words);
});
