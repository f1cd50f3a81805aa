import { UNSEEN } from "../visible-text.ts";
import type { Profile } from "./admin-contract.ts";

/** What is wrong with a payload, by the sentence that says it and the word that fills it. */
export interface ProfileFault {
  code: "notJson" | "notObject" | "missing" | "otherId" | "inexact" | Field;
  about: string;
}

const FIELDS = ["tracking_id", "company_name", "tier_level"] as const;
type Field = (typeof FIELDS)[number];

/** The contract of the queue message (docs/message.schema.json); lengths in characters. */
const FITS: Record<Field, (text: string) => boolean> = {
  tracking_id: (text) => /^[A-Za-z0-9_-]{1,64}$/.test(text),
  company_name: (text) => isLong(text, 200),
  tier_level: (text) => isLong(text, 64),
};

/** The payload as JSON to edit. Unseen characters are written as JSON escapes, so nothing hides. */
export function profileText(profile: Profile): string {
  return JSON.stringify(profile, null, 2).replace(UNSEEN, jsonEscapes);
}

/** The payload that the text says, and the first thing that is wrong with it. */
export function readProfile(text: string, trackingId: string): { profile: Profile; fault: ProfileFault | undefined } {
  const value = parsed(text);
  if (value instanceof SyntaxError) return { profile: {}, fault: { code: "notJson", about: value.message } };
  if (!isObject(value)) return { profile: {}, fault: { code: "notObject", about: "" } };
  return { profile: value, fault: fieldFault(value, trackingId) ?? inexactNumber(value) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function isObject(value: unknown): value is Profile {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldFault(profile: Profile, trackingId: string): ProfileFault | undefined {
  const missing = FIELDS.find((field) => !(field in profile));
  if (missing) return { code: "missing", about: missing };
  const wrong = FIELDS.find((field) => !fits(field, profile[field]));
  if (wrong) return { code: wrong, about: wrong };
  return profile["tracking_id"] === trackingId ? undefined : { code: "otherId", about: trackingId };
}

function fits(field: Field, value: unknown): boolean {
  return typeof value === "string" && FITS[field](value);
}

function isLong(text: string, limit: number): boolean {
  const length = [...text].length;
  return length >= 1 && length <= limit;
}

/** JavaScript rounds whole numbers beyond 2^53: such a payload would be changed in silence. */
function inexactNumber(profile: Profile): ProfileFault | undefined {
  const field = Object.keys(profile).find((name) => holdsInexact(profile[name]));
  return field === undefined ? undefined : { code: "inexact", about: field };
}

function holdsInexact(value: unknown): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsInexact);
}

function jsonEscapes(character: string): string {
  return character.split("").map(jsonEscape).join("");
}

function jsonEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
