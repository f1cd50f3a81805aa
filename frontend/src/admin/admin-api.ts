import type { ExecutionLogApi } from "../api.ts";
import type { AuditPage, Cancelled, DeadLetterList, Profile, Reprocessed, StoredProfile } from "./admin-contract.ts";

/** An action is not taken back by leaving the page: its answer is waited for. */
const TO_THE_END = new AbortController().signal;
const AUDIT_PAGE_SIZE = "50";

export interface Reprocessing {
  /** The same key is carried out only once. */
  key: string;
  reason: string;
  /** Instead of the stored one. */
  profile: Profile | undefined;
  /** Also while another execution runs, or after one has completed. */
  force: boolean;
}

/** What only admins may ask of the API. Throws as ExecutionLogApi does. */
export class AdminApi {
  constructor(private readonly api: ExecutionLogApi) {}

  profile(trackingId: string, signal: AbortSignal): Promise<StoredProfile> {
    return this.api.ask(`${pathOf(trackingId)}/profile`, {}, signal);
  }

  reprocess(trackingId: string, { key, reason, profile, force }: Reprocessing): Promise<Reprocessed> {
    const body = { ...(force && { force }), ...given(reason), ...(profile && { profile }) };
    const headers = { "Idempotency-Key": key };
    return this.api.ask(`${pathOf(trackingId)}/reprocess`, {}, TO_THE_END, { body, headers });
  }

  cancel(trackingId: string, executionId: string, reason: string): Promise<Cancelled> {
    return this.#post(`${pathOf(trackingId)}/cancel`, { execution_id: executionId, ...given(reason) });
  }

  deadLetters(signal: AbortSignal): Promise<DeadLetterList> {
    return this.api.ask("dead-letters", {}, signal);
  }

  putBack(messageIds: string[]): Promise<{ put_back: string[]; not_found: string[] }> {
    return this.#post("dead-letters/put-back", { message_ids: messageIds });
  }

  putAllBack(): Promise<{ task: string }> {
    return this.#post("dead-letters/put-back", { all: true });
  }

  discard(messageIds: string[], reason: string): Promise<{ discarded: string[]; not_found: string[] }> {
    return this.#post("dead-letters/discard", { message_ids: messageIds, reason });
  }

  audit(cursor: string | null, signal: AbortSignal): Promise<AuditPage> {
    return this.api.ask("audit", { limit: AUDIT_PAGE_SIZE, cursor }, signal);
  }

  #post<Data>(path: string, body: object): Promise<Data> {
    return this.api.ask(path, {}, TO_THE_END, { body });
  }
}

function pathOf(trackingId: string): string {
  return `execution-logs/${encodeURIComponent(trackingId)}`;
}

function given(reason: string): { reason?: string } {
  return reason.trim() ? { reason: reason.trim() } : {};
}
