import assert from "node:assert/strict";
import test from "node:test";
import { changedPart } from "../.build/changed-part.js";
import { changedMetadata, compare } from "../.build/compare.js";
import { wholeLog } from "../.build/whole-log.js";

/** A log of steps, each told as [name, fields of its entry and span]. */
function log(...steps) {
  const spans = steps.map(([step, { parent = null, duration = 0, status = "completed" } = {}], n) => ({
    span: n + 1, parent, step, status, offset_ms: n, duration_ms: duration,
  }));
  const entries = steps.map(([step, { status = "completed", ...fields } = {}], n) => ({
    seq: n + 1, span: n + 1, step, status, message: "", error_code: null, error_details: null, metadata: {}, ...fields,
  }));
  return { duration_ms: 100, final_status: "completed", steps: entries, spans };
}

const told = ({ steps }) => steps.map(({ name, changes }) => [name, ...changes].join(" "));

test("attempts that went alike have no first difference, however long they took", () => {
  const comparison = compare(log(["a", { duration: 5 }], ["b"]), log(["a", { duration: 90 }], ["b"]));
  assert.equal(comparison.first, undefined);
  assert.deepEqual(told(comparison), ["a", "b"]);
  assert.equal(comparison.steps[0].longer, 85);
  assert.equal(comparison.longest, 90);
});

test("the first difference is where the outcome differs, not where a message does", () => {
  const left = log(["a", { message: "1 fact" }], ["b", { status: "failed" }]);
  const right = log(["a", { message: "2 facts" }], ["b"], ["c"]);
  const comparison = compare(left, right);
  assert.deepEqual(told(comparison), ["a message", "b status", "c missing"]);
  assert.equal(comparison.first.name, "b");
});

test("where outcomes are the same, the first other message is the first difference", () => {
  assert.equal(compare(log(["a"], ["b", { message: "x" }]), log(["a"], ["b"])).first.name, "b");
});

test("steps of one attempt alone stand where they came", () => {
  const comparison = compare(log(["a"], ["left"], ["z"]), log(["right"], ["a"], ["z"], ["end"]));
  assert.deepEqual(told(comparison), ["right missing", "a", "left missing", "z", "end missing"]);
});

test("steps that came in another order are each told once", () => {
  assert.deepEqual(told(compare(log(["a"], ["b"]), log(["b"], ["a"]))).toSorted(), ["a", "b"]);
});

test("repeated steps are paired in order, and steps inside others with those inside the same", () => {
  const left = log(["scan"], ["fetch", { parent: 1 }], ["fetch", { parent: 1 }], ["fetch"]);
  const right = log(["scan"], ["fetch", { parent: 1 }], ["fetch"]);
  assert.deepEqual(told(compare(left, right)), ["scan", "fetch", "fetch missing", "fetch"]);
});

test("errors and metadata that differ are named", () => {
  const left = log(["a", { error_code: "E1", metadata: { same: [1], old: 1, tokens: 5 } }]);
  const right = log(["a", { error_code: "E2", metadata: { same: [1], tokens: 6, fresh: null } }]);
  const { steps } = compare(left, right);
  assert.deepEqual(steps[0].changes, ["error", "metadata"]);
  assert.deepEqual(changedMetadata(steps[0].left, steps[0].right), [
    { name: "old", left: 1, right: undefined },
    { name: "tokens", left: 5, right: 6 },
    { name: "fresh", left: undefined, right: null },
  ]);
});

test("a duration that is not known has no difference", () => {
  const comparison = compare({ ...log(["a", { duration: null }]), duration_ms: null }, log(["a"]));
  assert.equal(comparison.steps[0].longer, undefined);
  assert.equal(comparison.longer, undefined);
});

test("two attempts of ten thousand steps are compared", () => {
  const steps = Array.from({ length: 10_000 }, (_, n) => [`step_${n % 50}`, { message: String(n) }]);
  const { steps: compared, first } = compare(log(...steps), log(...steps.slice(1)));
  assert.equal(compared.length, 10_000);
  assert.ok(first);
});

test("the changed words of a text are found between what is the same", () => {
  assert.deepEqual(changedPart("took 12 s today", "took 9 s today"), { before: "took ", changed: "12", after: " s today" });
  assert.deepEqual(changedPart("same", "same"), { before: "same", changed: "", after: "" });
  assert.deepEqual(changedPart("a b", ""), { before: "", changed: "a b", after: "" });
  assert.deepEqual(changedPart("a a", "a a a"), { before: "a a", changed: "", after: "" });
});

test("a long log is read answer by answer until nothing is missing", async () => {
  const asked = [];
  const api = {
    log: async (_id, { afterSeq }) => {
      asked.push(afterSeq);
      const seq = (afterSeq ?? 0) + 1;
      return { steps: seq <= 3 ? [{ seq, span: seq }] : [], spans: [], has_more: seq < 3 };
    },
  };
  const whole = await wholeLog(api, { trackingId: "T", executionId: "e" }, new AbortController().signal);
  assert.deepEqual(whole.steps.map(({ seq }) => seq), [1, 2, 3]);
  assert.deepEqual(asked, [undefined, 1, 2]);
});
