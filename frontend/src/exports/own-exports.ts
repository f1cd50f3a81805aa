import { storage } from "../preferences.ts";

const STORED_AS = "exports";
const MOST = 20;

/** The exports that were begun in this browser and not taken off its panel: they are shown wherever it goes. */
export function ownExports(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(storage()?.getItem(STORED_AS) ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, MOST) : []);
  } catch {
    return new Set();
  }
}

export function keepOwnExports(ids: ReadonlySet<string>): void {
  if (ids.size === 0) storage()?.removeItem(STORED_AS);
  else storage()?.setItem(STORED_AS, JSON.stringify([...ids].slice(0, MOST)));
}
