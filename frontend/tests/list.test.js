import assert from "node:assert/strict";
import test from "node:test";
import { parametersOf, queryOf, readFilter, searchOfFilter, withField } from "../.build/list-filter.js";
import { suggestionsFor } from "../.build/list-suggestions.js";
import { parseTyped, tokenWords, typedValue } from "../.build/list-tokens.js";
import { mergedInto, tookOver } from "../.build/newest-executions.js";
import { listDelay } from "../.build/pace.js";

const NOW = Date.parse("2024-01-15T10:35:00.000Z");

test("a filter reads the URL's own names and writes them again", () => {
  const search = "?status=failed&failed_step=ai&error_code=E42&id=60B3&q=time+out";
  const filter = readFilter(search);
  assert.deepEqual(filter, { status: "failed", step: "ai", code: "E42", id: "60B3", q: "time out" });
  assert.equal(`?${searchOfFilter(filter)}`, search);
  assert.deepEqual(readFilter("?step=5&code=secret&tracking_id=X&view=audit&status=&status=failed&status=completed"), {
    status: "failed",
  });
});

test("the API is asked for what a filter says, and for nothing where it says nothing", () => {
  assert.deepEqual(queryOf({ id: "60", step: "ai", code: "E1", since: "90m" }, NOW), {
    tracking_id: "60",
    failed_step: "ai",
    error_code: "E1",
    from: "2024-01-15T09:05:00.000Z",
  });
  assert.deepEqual(queryOf({ status: "nope", reason: "constructor", since: "1y", from: "soon", attempts: "-1" }), {});
});

test("ranges hold both of their ends", () => {
  const attempts = (value) => parametersOf("attempts", value);
  assert.deepEqual(attempts("2"), { min_attempt: "2", max_attempt: "2" });
  assert.deepEqual(attempts(">1"), { min_attempt: "2" });
  assert.deepEqual(attempts("<=3"), { max_attempt: "3" });
  assert.deepEqual(attempts("<3"), { max_attempt: "2" });
  assert.deepEqual(attempts("2..5"), { min_attempt: "2", max_attempt: "5" });
  for (const value of ["", ">", "5..2", "1..2..3", "<0", "2x", "9999999", "1.5"]) assert.equal(attempts(value), undefined);
  assert.deepEqual(parametersOf("duration", ">1.5s"), { min_duration_ms: "1501" });
  assert.deepEqual(parametersOf("duration", "2s"), { min_duration_ms: "2001" });
  assert.deepEqual(parametersOf("duration", "500ms..1m"), { min_duration_ms: "500", max_duration_ms: "60000" });
});

test("a relative time and an absolute one replace each other", () => {
  assert.deepEqual(withField({ from: "x", to: "y", q: "z" }, "since", "1h"), { q: "z", since: "1h" });
  assert.deepEqual(withField({ since: "1h" }, "from", "x"), { from: "x" });
  assert.deepEqual(withField({ since: "1h", status: "failed" }, "since"), { status: "failed" });
});

test("what is typed becomes tokens and words", () => {
  assert.deepEqual(parseTyped('STATUS:running reason:timed-out company:"Acme Corp" read  timeout'), {
    tokens: [
      ["status", "in_progress"],
      ["reason", "TIMED_OUT"],
      ["company", "Acme Corp"],
    ],
    words: "read timeout",
    fault: undefined,
  });
  assert.deepEqual(parseTyped('reason:"time was up"').tokens, [["reason", "TIMED_OUT"]]);
  assert.equal(parseTyped('"status:failed" Error: x').words, "status:failed Error: x");
  assert.equal(parseTyped('"status:failed" x').fault, undefined);
});

test("the first thing that is wrong is said, with hostile text made visible", () => {
  assert.match(parseTyped("http://x status:nope").fault, /no filter “http”/);
  assert.match(parseTyped("status:\u202enope").fault, /“\\u202enope” is no status/);
  assert.match(parseTyped("q:x").fault, /no filter “q”/);
  assert.match(parseTyped("constructor:x").fault, /no filter/);
  assert.match(parseTyped("x".repeat(101)).fault, /100 characters/);
});

test("a token is said in words", () => {
  assert.equal(tokenWords("status", "in_progress"), "Status: In progress");
  assert.equal(tokenWords("reason", "KILLED"), "Why it ended so: Stopped without a word");
  assert.equal(typedValue("Acme Corp"), '"Acme Corp"');
});

test("suggestions go on with what was typed before", () => {
  const seen = [{ company: "Acme Corp" }, { company: "Acme Corp" }, { company: 'Quo"te' }, { company: null }];
  const texts = (typed) => suggestionsFor(typed, seen).map(({ text }) => text);
  assert.deepEqual(texts("tier:gold company:ac"), ['tier:gold company:"Acme Corp"']);
  assert.deepEqual(texts("tier:gold sta"), ["tier:gold sta", "tier:gold status:", "tier:gold company:sta", "tier:gold id:sta"]);
  assert.deepEqual(texts("me co"), ["me co", "me company:", "me code:", 'company:"Acme Corp"', 'company:"me co"']);
  assert.deepEqual(texts('tier:gold step:"a b" quo'), ['tier:gold step:"a b" quo', 'tier:gold step:"a b" company:quo', 'tier:gold step:"a b" id:quo']);
  assert.equal(texts("").length, 12);
  assert.deepEqual(texts("nonsense:x"), []);
  assert.deepEqual(texts("status:run"), []);
});

const row = (id, started_at, final_status = "in_progress") => ({ execution_id: id, started_at, final_status });
const page = (executions, next_cursor = null, searched_until = null) => ({ executions, next_cursor, searched_until });

test("the newest page tells what changed, what is new and what no longer fits", () => {
  const shown = [row("c", "3"), row("b", "2"), row("a", "1")];
  const merged = mergedInto(shown, page([row("d", "4"), row("c", "3", "failed")], "more", "2"));
  assert.deepEqual(merged.shown.map(({ final_status }) => final_status), ["failed", "in_progress", "in_progress"]);
  assert.deepEqual([merged.newer, merged.isApart, merged.hasNews, [...merged.gone]], [1, false, true, []]);
  assert.deepEqual([...mergedInto(shown, page([row("c", "3")])).gone], ["b", "a"]);
  assert.equal(mergedInto(shown, page(shown)).hasNews, false);
});

test("what lies beyond the newest page is kept, once", () => {
  const shown = [row("c", "3"), row("b", "2"), row("a", "1")];
  const ids = (executions) => executions.map(({ execution_id }) => execution_id).join("");
  assert.equal(ids(tookOver(shown, page([row("d", "4"), row("c", "3")], "more", "3"))), "dcba");
  assert.equal(ids(tookOver(shown, page([row("d", "4")]))), "d");
  assert.equal(mergedInto(shown, page([row("f", "9"), row("e", "8")], "more", "8")).isApart, true);
});

test("the list is read the slower the longer nothing happened", () => {
  assert.deepEqual([0, 200_000, 1_000_000].map(listDelay), [5000, 10_000, 30_000]);
});
