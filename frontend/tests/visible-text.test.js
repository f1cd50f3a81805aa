import assert from "node:assert/strict";
import test from "node:test";
import { cut, visibleText } from "../.build/visible-text.js";

test("ordinary text of any script stays as it is", () => {
  for (const text of ["Acme Corp", "Müller & Söhne", "شركة", "株式会社", "👩 ✔️", "line\n\ttab"])
    assert.equal(visibleText(text), text);
});

test("what is unseen is written out", () => {
  assert.equal(visibleText("\u001b[31m"), "\\x1b[31m");
  assert.equal(visibleText("a\u202eb"), "a\\u202eb");
  assert.equal(visibleText("a\u200bb\ufeff"), "a\\u200bb\\ufeff");
  assert.equal(visibleText("\u{e0041}"), "\\u{e0041}");
  assert.equal(visibleText("\ud800"), "\\ud800");
  assert.equal(visibleText("\u3164"), "\\u3164");
});

test("line ends of other systems are line ends, a lone return is not", () => {
  assert.equal(visibleText("a\r\nb"), "a\nb");
  assert.equal(visibleText("good\rbad"), "good\\x0dbad");
});

test("a cut never halves a character", () => {
  assert.equal(cut("ab👩c", 3), "ab");
  assert.equal(cut("ab👩c", 4), "ab👩");
  assert.equal(cut("ab", 10), "ab");
});
