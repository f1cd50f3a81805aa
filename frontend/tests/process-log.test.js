import assert from "node:assert/strict";
import test from "node:test";
import { failureOf, openErrorOf } from "../.build/failure.js";
import { blocksOf, logParts, segmentsOf } from "../.build/log-parts.js";
import { failedDelay, liveDelay, retryDelay } from "../.build/pace.js";
import { ticketOf } from "../.build/ticket.js";
import { adviceOf, isRetryTold, sentenceOf } from "../.build/verdict-words.js";

const step = (seq, status, fields = {}) => ({ seq, span: seq, status, step: `step_${seq}`, offset_ms: seq * 10, ...fields });
const span = ({ span, status }) => ({ span, status });
const partsOf = (final_status, steps) =>
  logParts({ final_status, spans: steps.map(span) }, steps).map(({ steps, fold }) => [steps.length, fold?.completed]);

test("where a log failed, runs of good steps are folded and short ones are not", () => {
  const good = [1, 2, 3, 4].map((seq) => step(seq, "completed"));
  assert.deepEqual(partsOf("failed", [...good, step(5, "failed"), step(6, "completed")]), [[4, 4], [2, undefined]]);
});

test("what a failed step told before its failure is folded too, so that the failure is in view", () => {
  const told = (seq, status) => step(seq, status, { span: 4, step: "orchestrator" });
  const good = [1, 2, 3].map((seq) => step(seq, "completed"));
  const asked = [5, 6, 7].map((seq) => told(seq, "in_progress"));
  const log = { final_status: "failed", spans: [...good.map(span), { span: 4, status: "failed" }] };
  const parts = logParts(log, [...good, ...asked, told(8, "failed")]);
  assert.deepEqual(parts.map(({ fold }) => fold?.leading), [0, 3, undefined]);
  assert.deepEqual(parts[1].fold.names, ["orchestrator"]);
  assert.equal(logParts(log, [...good, told(5, "in_progress"), told(6, "failed")]).length, 2);
});

test("a long run of good steps is looked through a few times, not once for each step", () => {
  let reads = 0;
  const counted = (seq, status) => ({ seq, status, step: "s", offset_ms: seq, get span() { return reads++, seq; } });
  const steps = Array.from({ length: 1000 }, (_, n) => counted(n + 1, n === 999 ? "failed" : "completed"));
  logParts({ final_status: "failed", spans: steps.map(span) }, steps);
  assert.ok(reads < 10 * steps.length, `${reads} reads`);
});

test("the last word of a step that never ended is not folded", () => {
  const hung = [1, 2, 3].map((seq) => step(seq, "in_progress", { span: 1 }));
  assert.deepEqual(partsOf("failed", hung), [[3, undefined]]);
});

test("a log that went well, or still goes on, is shown step by step", () => {
  const good = Array.from({ length: 20 }, (_, seq) => step(seq, "completed"));
  assert.deepEqual(partsOf("completed", good), [[20, undefined]]);
  assert.deepEqual(partsOf("in_progress", good), [[20, undefined]]);
});

test("a step counts once in a fold, and the beginning of a failed one is not good", () => {
  const steps = [1, 2, 3].flatMap((n) => [step(2 * n, "in_progress", { span: n }), step(2 * n + 1, "completed", { span: n })]);
  const log = { final_status: "failed", spans: [1, 2, 3].map((n) => ({ span: n, status: "completed" })) };
  assert.deepEqual(logParts(log, steps)[0].fold.completed, 3);
  const broken = { ...log, spans: log.spans.map((one) => ({ ...one, status: "failed" })) };
  assert.deepEqual(logParts(broken, steps).map(({ fold }) => fold), [undefined]);
});

test("growth changes the last block only", () => {
  const steps = Array.from({ length: 120 }, (_, n) => step(n + 1, "completed"));
  const before = blocksOf(steps.slice(0, 110));
  const after = blocksOf(steps);
  assert.deepEqual(after.map(({ key }) => key), before.map(({ key }) => key));
  assert.deepEqual(after.slice(0, 2), before.slice(0, 2));
});

test("a log that fails again and again is drawn a screen or two at a time", () => {
  const steps = Array.from({ length: 1000 }, (_, n) => step(n + 1, n % 10 === 9 ? "failed" : "completed"));
  const segments = segmentsOf(logParts({ final_status: "failed", spans: steps.map(span) }, steps));
  assert.deepEqual(segments.slice(0, 2).map(({ key, parts }) => [key, parts.length]), [[-1, 25], [-130, 25]]);
  assert.equal(segments.flatMap(({ parts }) => parts.flatMap(({ steps }) => steps)).length, 1000);
});

test("growth changes the last segment only", () => {
  const steps = Array.from({ length: 1700 }, (_, n) => step(n + 1, "completed"));
  const keys = (some) => segmentsOf(logParts({ final_status: "in_progress", spans: [] }, some)).map(({ key }) => key);
  assert.deepEqual(keys(steps.slice(0, 1200)), [-1, -501, -1001]);
  assert.deepEqual(keys(steps), [-1, -501, -1001, -1501]);
});

test("the failure is that of the step that the verdict names", () => {
  const steps = [step(1, "failed", { error_details: "x" }), step(2, "failed"), step(3, "failed")];
  const log = { final_status: "failed", verdict: { failed_step: "step_2" }, steps };
  assert.equal(failureOf(log).seq, 2);
  assert.equal(openErrorOf(log).seq, 1);
  assert.equal(failureOf({ ...log, verdict: { failed_step: null } }).seq, 1);
  assert.equal(failureOf({ ...log, final_status: "completed" }), undefined);
});

test("the longer nothing comes, the less often is asked", () => {
  const delays = [0, 60_000, 600_000, 6_000_000].map(liveDelay);
  assert.deepEqual(delays, [...delays].sort((a, b) => a - b));
  assert.ok(delays[1] <= 2000);
  assert.deepEqual([1, 2, 3, 30].map(failedDelay), [2000, 4000, 8000, 30_000]);
});

test("a retry is waited for a while after it is due, then no more", () => {
  assert.equal(retryDelay(1_000_000, 990_000), 10_000);
  assert.equal(retryDelay(1_000_000, 1_010_000), 5000);
  assert.equal(retryDelay(1_000_000, 2_000_000), undefined);
});

const LOG = {
  tracking_id: "A`1",
  execution_id: "exec_1",
  company: "<b>Acme</b> [x](y)",
  tier: "basic",
  attempt: 1,
  attempts: 2,
  started_at: "2024-01-15T10:30:00.000Z",
  duration_readable: "2m 30s",
  verdict: { sentence: "Failed in *step_one*", cause: "bad | worse", advice: null },
};

test("a ticket holds the facts, and nothing in it becomes markup", () => {
  const failed = { step: "step_one", time_from_start: "+1s", error_code: "E1", error_details: "a ``` b" };
  const ticket = ticketOf(LOG, failed, "https://x/?a");
  for (const part of ["**Failed in \\*step_one\\***", "- Error: bad \\| worse", "`` A`1 ``", "\\<b\\>Acme", "\\[x\\](y)", "````\na ``` b\n````"])
    assert.ok(ticket.includes(part), `${part}\n${ticket}`);
});

test("a verdict without codes is said as the API says it", () => {
  const verdict = { sentence: "Failed after 2s", advice: "Try again." };
  assert.equal(sentenceOf(verdict), "Failed after 2s");
  assert.equal(adviceOf(verdict, true), "Try again.");
});

test("where the log tells the times of the tries, the advice does not say them again", () => {
  const verdict = { advice_code: "will_retry", advice: "The queue tries it again by itself about 10:35 UTC. Wait.", remedy: "Wait." };
  assert.equal(adviceOf(verdict, true), "Wait.");
  assert.equal(adviceOf(verdict, false), "The queue tries it again by itself. Wait.");
  const log = { final_status: "failed", attempt: 1, attempts: 1, retry: { last: true } };
  assert.ok(isRetryTold(log));
  assert.ok(!isRetryTold({ ...log, retry: null }));
});
