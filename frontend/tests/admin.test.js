import assert from "node:assert/strict";
import test from "node:test";
import { isAdmin } from "../.build/access.js";
import { profileText, readProfile } from "../.build/admin/profile-text.js";

const PROFILE = { tracking_id: "X", company_name: "Acme", tier_level: "basic" };
const read = (profile) => readProfile(JSON.stringify(profile), "X");

test("only the exact group makes an admin, and what is no token makes nobody", () => {
  const token = (claims) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
  assert.equal(isAdmin(token({ "cognito:groups": ["viewer", "admin"], name: "Ünal>>>???" })), true);
  for (const groups of [["viewer"], ["not-admin"], "admin", "[admin]", null])
    assert.equal(isAdmin(token({ "cognito:groups": groups })), false);
  for (const text of ["", "access-token", "a.b.c", token(null), token({})]) assert.equal(isAdmin(text), false);
});

test("a payload that fits the contract is read as it was written", () => {
  const profile = { ...PROFILE, further: [1.5, { deep: "text" }] };
  assert.deepEqual(read(profile), { profile, fault: undefined });
});

test("each fault of a payload names its field", () => {
  const faults = [
    [{ ...PROFILE, tracking_id: undefined }, "missing", "tracking_id"],
    [{ ...PROFILE, company_name: "" }, "company_name", "company_name"],
    [{ ...PROFILE, company_name: "x".repeat(201) }, "company_name", "company_name"],
    [{ ...PROFILE, tier_level: 5 }, "tier_level", "tier_level"],
    [{ ...PROFILE, tracking_id: "a b" }, "tracking_id", "tracking_id"],
    [{ ...PROFILE, tracking_id: "Y" }, "otherId", "X"],
    [{ ...PROFILE, revenue: 2 ** 53 }, "inexact", "revenue"],
    [{ ...PROFILE, nested: [{ id: 2 ** 60 }] }, "inexact", "nested"],
  ];
  for (const [profile, code, about] of faults) assert.deepEqual(read(profile).fault, { code, about });
});

test("lengths count characters, not halves of them", () => {
  assert.equal(read({ ...PROFILE, company_name: "😀".repeat(200) }).fault, undefined);
});

test("what is no JSON object is told apart from what is no JSON", () => {
  for (const text of ["[]", "1", "null", '"text"']) assert.equal(readProfile(text, "X").fault.code, "notObject");
  for (const text of ["", "{", "{'a': 1}"]) assert.equal(readProfile(text, "X").fault.code, "notJson");
});

test("characters that hide are shown as JSON escapes, and mean the same", () => {
  const hidden = { ...PROFILE, company_name: "a\u202eb\u{e0041}c\u200b\u0007\u007f" };
  const text = profileText(hidden);
  assert.match(text, /a\\u202eb\\udb40\\udc41c\\u200b\\u0007\\u007f/);
  assert.deepEqual(readProfile(text, "X").profile, hidden);
});
