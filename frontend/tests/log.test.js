import assert from "node:assert/strict";
import test from "node:test";
import { appendSteps, lastSeq } from "../.build/append-steps.js";
import { stepEnds } from "../.build/step-ends.js";

const step = (seq, span, status) => ({ seq, span, status });
const span = (number, duration) => ({ span: number, duration_ms: duration, duration_readable: `${duration}ms` });

test("newer steps are appended once, also when an answer repeats some", () => {
  const seen = { final_status: "in_progress", steps: [step(1), step(2)], spans: [span(1, null)] };
  const newer = { final_status: "completed", steps: [step(2), step(3)], spans: [span(1, 5), span(3, 0)] };
  const log = appendSteps(seen, newer);
  assert.deepEqual(log.steps.map(({ seq }) => seq), [1, 2, 3]);
  assert.deepEqual(log.spans, [span(1, 5), span(3, 0)]);
  assert.equal(log.final_status, "completed");
});

test("a log without steps has no last sequence number", () => {
  assert.equal(lastSeq({ steps: [] }), undefined);
});

test("a step's last event says how it ended", () => {
  const steps = [step(1, 1, "completed"), step(2, 2, "in_progress"), step(3, 2, "completed"), step(4, 4, "in_progress")];
  const spans = [span(1, 0), span(2, 12), span(4, null)];
  const ends = (final_status) => [...stepEnds({ steps, spans, final_status })];
  assert.deepEqual(ends("in_progress"), [[3, { took: "12ms" }], [4, "running"]]);
  assert.deepEqual(ends("failed"), [[3, { took: "12ms" }], [4, "unfinished"]]);
});

test("of several reports of progress only the newest is running", () => {
  const steps = [step(1, 1, "in_progress"), step(2, 1, "in_progress")];
  const ends = stepEnds({ steps, spans: [span(1, null)], final_status: "in_progress" });
  assert.deepEqual([...ends], [[2, "running"]]);
});
