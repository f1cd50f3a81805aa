import { grouped } from "./format.ts";
import { logTexts } from "./texts/log.ts";

/** A metadata value as a person reads it: text as it is, numbers grouped, structures as JSON. */
export function metadataValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return grouped(value);
  if (typeof value === "boolean") return value ? logTexts().yes : logTexts().no;
  if (value === null || value === undefined) return logTexts().none;
  return JSON.stringify(value, null, 2);
}
