import assert from "node:assert/strict";
import test from "node:test";
import { longerThan, parseFind, statusIn, withStatus } from "../.build/find-query.js";
import { countStatuses, findSteps } from "../.build/find-steps.js";

const step = (seq, name, status, fields = {}) => ({
  seq,
  step: name,
  status,
  span: seq,
  message: "",
  error_code: null,
  error_details: null,
  metadata: {},
  ...fields,
});
const STEPS = [
  step(1, "initialization", "completed", { message: "Started for Acme" }),
  step(2, "ai_inference", "in_progress"),
  step(3, "ai_inference", "failed", { span: 2, message: "Read timeout", error_code: "TIMEOUT", error_details: "Traceback" }),
  step(4, "cache_lookup", "completed", { metadata: { model: "Nova", usage: { tokens: 5 } } }),
];
const LOG = {
  steps: STEPS,
  spans: [
    { span: 1, duration_ms: 10 },
    { span: 2, duration_ms: 5000 },
    { span: 4, duration_ms: null },
  ],
};
const shown = (text) => findSteps(parseFind(text), LOG, new Map()).shown.map(({ seq }) => seq);
const matches = (text) => findSteps(parseFind(text), LOG, new Map()).matches;

test("words are found wherever a step says them, whatever their case", () => {
  assert.deepEqual(matches("ACME"), [1]);
  assert.deepEqual(matches("traceback"), [3]);
  assert.deepEqual(matches("nova"), [4]);
  assert.deepEqual(matches("read ai_"), [3]);
  assert.deepEqual(matches('"read timeout"'), [3]);
  assert.deepEqual(matches('"timeout read"'), []);
});

test("filters leave the steps that fit all of them, and words are found in those", () => {
  assert.deepEqual(shown("status:failed"), [3]);
  assert.deepEqual(shown("step:ai_"), [2, 3]);
  assert.deepEqual(shown("-step:ai_"), [1, 4]);
  assert.deepEqual(shown("slower:>2s"), [3]);
  assert.deepEqual(shown("meta.usage.tokens:5"), [4]);
  assert.deepEqual(shown("meta.model:nova"), [4]);
  assert.deepEqual(shown("error:timeout"), [3]);
  assert.deepEqual(matches("step:ai_ timeout"), [3]);
  assert.deepEqual(shown("timeout"), [1, 2, 3, 4]);
});

test("a step that has gone on since it began is started, not in progress", () => {
  assert.deepEqual(shown("status:in_progress"), []);
  assert.deepEqual(shown("status:started"), [2]);
  const running = new Map([[2, "running"]]);
  assert.deepEqual(findSteps(parseFind("status:in-progress"), LOG, running).shown.length, 1);
  assert.deepEqual([...countStatuses(STEPS, new Map())], [["completed", 2], ["started", 1], ["failed", 1]]);
});

test("what is no filter is a word", () => {
  assert.deepEqual(parseFind("http://x status: meta:5 colour:red").filters, []);
  assert.equal(parseFind("http://x").words[0], "http://x");
});

test("lengths of time have units", () => {
  const lengths = { "2s": 2000, ">2s": 2000, ">=1.5m": 90_000, 300: 300, "1h": 3_600_000 };
  for (const [text, milliseconds] of Object.entries(lengths)) assert.equal(longerThan(text), milliseconds);
  assert.equal(longerThan("soon"), undefined);
  assert.equal(parseFind("slower:soon").invalid, "soon");
});

test("a chosen status takes the place of another, and leaves the rest alone", () => {
  assert.equal(withStatus('status:failed "a b" step:x', "skipped"), 'status:skipped "a b" step:x');
  assert.equal(withStatus("status:failed timeout", ""), "timeout");
  assert.equal(statusIn(parseFind("status:failed")), "failed");
  assert.equal(statusIn(parseFind("-status:failed")), "");
});
