import assert from "node:assert/strict";
import test from "node:test";
import { ApiError, apiError, asApiError } from "../.build/api-error.js";
import { readAddress, readView, searchOf } from "../.build/address.js";

test("each status has a kind, and one without a meaning of its own is unavailable", () => {
  const kinds = { 400: "bad-request", 401: "signed-out", 403: "forbidden", 404: "not-found", 429: "busy", 500: "unavailable", 503: "unavailable", 418: "unavailable" };
  for (const [status, kind] of Object.entries(kinds)) assert.equal(apiError(Number(status)).kind, kind);
});

test("the server's words are kept, whatever shape the body has", () => {
  assert.equal(apiError(500, { error: "Failed", details: "request 42" }).details, "Failed: request 42");
  for (const body of [undefined, null, "<html>", { error: 5 }]) assert.equal(apiError(500, body).details, "");
});

test("a request without an answer is offline, with its cause", () => {
  const cause = new TypeError("Failed to fetch");
  assert.equal(asApiError(cause).kind, "offline");
  assert.equal(asApiError(cause).cause, cause);
  const known = new ApiError("busy");
  assert.equal(asApiError(known), known);
});

test("an address survives its URL, whatever is in it", () => {
  const address = { trackingId: "../a?b&c=d#e ü", executionId: "exec_1_x", step: 12, find: 'status:failed "a&b"' };
  assert.deepEqual(readAddress(searchOf(address, "executions")), address);
  assert.deepEqual(readAddress("?tracking_id=X"), { trackingId: "X" });
  assert.deepEqual(readAddress("?tracking_id=X&step=-1&find="), { trackingId: "X" });
  assert.equal(readAddress("?tracking_id="), undefined);
  assert.equal(readAddress("?code=1&state=2"), undefined);
});

test("a log's address keeps the page beneath it", () => {
  const search = searchOf({ trackingId: "X" }, "dead-letters");
  assert.equal(readView(search), "dead-letters");
  assert.deepEqual(readAddress(search), { trackingId: "X" });
  assert.equal(readView(searchOf({ trackingId: "X" }, "executions")), "executions");
  assert.equal(readView("?view=elsewhere"), "executions");
});
