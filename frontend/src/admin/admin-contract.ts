/** The shapes of the answers that only admins get. Times are ISO 8601 UTC. */

export type Profile = Record<string, unknown>;

export interface StoredProfile {
  tracking_id: string;
  profile: Profile;
}

export interface Reprocessed {
  tracking_id: string;
  execution_id: string;
  attempt: number;
}

export interface Cancelled {
  tracking_id: string;
  execution_id: string;
  cancel_requested_by: string;
}

export interface DeadLetter {
  message_id: string;
  tracking_id: string | null;
  reason: string;
  error_code: string | null;
  original_message_id: string | null;
  sent_at: string;
  age_ms: number;
  age_readable: string;
  receive_count: number;
  /** Of the whole body; `body` is its beginning, without secrets. */
  bytes: number;
  body: string;
}

export interface DeadLetterList {
  messages: DeadLetter[];
  approximate_total: number;
  has_more: boolean;
}

export interface AuditEntry {
  at: string;
  who: string;
  action: string;
  tracking_id: string | null;
  execution_id: string | null;
  message_id: string | null;
  reason: string | null;
  /** Of an export of many executions. */
  export_id?: string | null;
  format?: string | null;
  /** Which executions it holds, as the list's query string. */
  filter?: string | null;
}

export interface AuditPage {
  entries: AuditEntry[];
  next_cursor: string | null;
}
