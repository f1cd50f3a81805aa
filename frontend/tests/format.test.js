import assert from "node:assert/strict";
import test from "node:test";
import { ago, localTime, utcTime } from "../.build/format.js";
import { metadataValue } from "../.build/metadata-value.js";

process.env.TZ = "America/New_York";

test("a time is local and names its zone", () => {
  assert.match(localTime("2024-01-15T10:30:00.000Z"), /05:30:00.*(EST|GMT-5)/);
});

test("a time in UTC keeps its milliseconds", () => {
  assert.equal(utcTime("2024-01-15T10:30:00.123Z"), "2024-01-15 10:30:00.123 UTC");
});

test("what is no time is shown as it is", () => {
  assert.equal(localTime("soon"), "soon");
  assert.equal(utcTime(""), "");
});

test("the past is told in the largest fitting unit", () => {
  const told = [[-5000, "just now"], [999, "just now"], [1000, "1s ago"], [59_999, "59s ago"],
    [60_000, "1m ago"], [3_599_999, "59m ago"], [7_200_000, "2h ago"], [172_800_000, "2d ago"]];
  for (const [passed, words] of told) assert.equal(ago(passed).replaceAll("min", "m"), words);
});

test("a metadata value reads as a person would write it", () => {
  assert.equal(metadataValue("as it is"), "as it is");
  assert.equal(metadataValue(1247), "1,247");
  assert.equal(metadataValue(true), "yes");
  assert.equal(metadataValue(null), "none");
  assert.equal(metadataValue({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
});
