import type { ApiError } from "../api-error.ts";
import type { ExecutionLogApi, LogFile } from "../api.ts";
import type { Parameters } from "../list-filter.ts";
import { exportsTexts } from "../texts/exports.ts";
import { visibleText } from "../visible-text.ts";

export const FORMATS = {
  csv: { format: "csv", bom: false },
  excel: { format: "csv", bom: true },
  jsonl: { format: "jsonl", bom: false },
} as const;
export type FormatName = keyof typeof FORMATS;

/** A file of executions that is written in the background. Times are ISO 8601 UTC. */
export interface Export {
  export_id: string;
  format: string;
  /** Whether it begins with a byte order mark, for Excel. */
  bom?: boolean;
  filter: Record<string, string>;
  requested_by: string;
  requested_at: string;
  state: "queued" | "running" | "completed" | "failed";
  rows: number;
  searched_until: string | null;
  bytes: number | null;
  truncated: boolean;
  error: string | null;
  completed_at: string | null;
  expires_at: string;
}

/** What is asked for is carried out, whoever leaves the page meanwhile. */
const TO_THE_END = new AbortController().signal;

/** Exports, for admins. Throws as ExecutionLogApi does. */
export class ExportsApi {
  constructor(private readonly api: ExecutionLogApi) {}

  /** A file if it is a small one; else the export that has begun. */
  begin(name: FormatName, filter: Parameters): Promise<LogFile | Export> {
    return this.api.askForFile("exports", { body: { ...FORMATS[name], filter } }, TO_THE_END);
  }

  async list(signal: AbortSignal): Promise<Export[]> {
    return (await this.api.ask<{ exports: Export[] }>("exports", {}, signal)).exports;
  }

  /** A short-lived address of the file. */
  async link(exportId: string): Promise<string> {
    const path = `exports/${encodeURIComponent(exportId)}/link`;
    const { url } = await this.api.ask<{ url: string }>(path, {}, TO_THE_END, { body: {} });
    if (!/^https?:/.test(url)) throw new Error("No address of a file");
    return url;
  }
}

export function isUnderWay({ state }: Export): boolean {
  return state === "queued" || state === "running";
}

/** Why it failed, and what to do. */
export function faultOf({ kind, details, answer }: ApiError): string {
  const { faults } = exportsTexts();
  if (answer?.status === 409) return faults.notReady;
  if (kind === "forbidden") return faults.forbidden;
  if (kind === "offline") return faults.offline;
  if (kind === "signed-out") return faults.signedOut;
  return kind === "not-found" ? faults.gone : faults.failed(visibleText(details));
}
