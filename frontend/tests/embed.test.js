import assert from "node:assert/strict";
import test from "node:test";
import { ownSizes } from "../.build/embed/own-sizes.js";

test("sizes no longer depend on the page's root, conditions do", () => {
  assert.equal(ownSizes("a { top: -1.5rem; gap: 4px }"), "a { top: calc(-1.5 * var(--size-root, 16px)); gap: 4px }");
  const condition = "@container (max-width: 36rem) { a { top: 1rem } }";
  assert.equal(ownSizes(condition), "@container (max-width: 36rem) { a { top: calc(1 * var(--size-root, 16px)) } }");
});
