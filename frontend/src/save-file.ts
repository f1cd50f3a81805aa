import type { LogFile } from "./api.ts";

/** Hands a file to the browser, which keeps it where downloads go. */
export function saveFile({ name, content }: LogFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
