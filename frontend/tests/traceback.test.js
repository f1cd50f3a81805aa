import assert from "node:assert/strict";
import test from "node:test";
import { foldStack, linesOf } from "../.build/stack-fold.js";
import { isLibrary, parseTraceback } from "../.build/traceback.js";

const CHAINED = `Traceback (most recent call last):
  File "/var/task/job.py", line 5, in run
    call(
    ~~~~^
  File "/var/lang/lib/python3.14/site-packages/botocore/client.py", line 602, in _api_call
    return self._make()
  File "<frozen importlib._bootstrap>", line 1, in _load
TimeoutError: too slow
with a second line

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/var/task/job.py", line 9, in main
    raise Failed() from error
job.Failed`;

test("a traceback is taken apart and is the same text again", () => {
  const { sections } = parseTraceback(CHAINED);
  assert.equal(sections.flatMap(({ lines }) => lines).join("\n"), CHAINED);
});

test("the job's own frames are told from the libraries'", () => {
  const kinds = parseTraceback(CHAINED).sections.map(({ kind }) => kind);
  assert.deepEqual(kinds.filter((kind) => kind === "own").length, 2);
  assert.deepEqual(kinds.filter((kind) => kind === "library").length, 2);
  for (const file of ["/var/runtime/bootstrap.py", "/usr/lib/python3.11/json/decoder.py", "/opt/python/x.py"])
    assert.ok(isLibrary(file), file);
  for (const file of ["/var/task/job.py", "/home/me/app/site/page.py"]) assert.ok(!isLibrary(file), file);
});

test("the chain begins with the last exception and says how it came about", () => {
  assert.deepEqual(parseTraceback(CHAINED).chain, [
    { exception: "job.Failed", relation: undefined },
    { exception: "TimeoutError: too slow", relation: "cause" },
  ]);
  const context = CHAINED.replace(/The above.*exception:/, "During handling of the above exception, another exception occurred:");
  assert.equal(parseTraceback(context).chain[1].relation, "context");
});

test("what is no traceback has no chain and stays as it is", () => {
  for (const text of ["", "Error stack trace", "  File nothing\n\n  at foo (bar.js:1:2)"]) {
    const { sections, chain } = parseTraceback(text);
    assert.deepEqual(chain, []);
    assert.equal(sections.flatMap(({ lines }) => lines).join("\n"), text);
  }
});

test("frames of libraries that follow each other are one fold", () => {
  const folds = foldStack(parseTraceback(CHAINED)).filter(({ fold }) => fold);
  assert.deepEqual(folds.map(({ fold, sections }) => [fold, sections.length]), [["library", 2]]);
});

test("of a thousand frames the middle is folded, and nothing is lost", () => {
  const frames = Array.from({ length: 1000 }, (_, n) => `  File "/var/task/job.py", line ${n}, in run\n    again()`);
  const text = ["Traceback (most recent call last):", ...frames, "RecursionError: too deep"].join("\n");
  const stretches = foldStack(parseTraceback(text));
  assert.ok(stretches.length < 30);
  assert.equal(stretches.flatMap(linesOf).join("\n"), text);
  assert.equal(stretches.at(-1).sections[0].kind, "exception");
});
