import { adminTexts } from "../texts/admin.ts";

const UNITS = [
  ["megabyte", 1_048_576],
  ["kilobyte", 1024],
] as const;

/** `512 bytes`, `16 kB`, `1.2 MB`, in the language of the page. */
export function byteCount(bytes: number): string {
  const [unit, size] = UNITS.find(([, size]) => bytes >= size) ?? (["byte", 1] as const);
  const unitDisplay = unit === "byte" ? "long" : "short";
  const format = new Intl.NumberFormat(adminTexts().locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
  return format.format(bytes / size);
}
