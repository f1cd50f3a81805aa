import type { Params } from "./texts/told.ts";

/** The shapes of the API's answers (its OpenAPI document: /api/openapi.json). Times are ISO 8601 UTC. */

export type FinalStatus = "completed" | "failed" | "in_progress";
export type StepStatus = FinalStatus | "skipped";

export interface ExecutionSummary {
  tracking_id: string;
  execution_id: string;
  attempt: number;
  company: string;
  tier: string;
  started_at: string;
  completed_at: string | null;
  duration_ms: number | null;
  duration_readable: string;
  total_steps: number;
  final_status: FinalStatus;
  reason: string;
  failed_step: string | null;
  error: string | null;
  error_code?: string | null;
  queued_at?: string | null;
  expires_at: string;
}

/** So many; at least so many where it is not exact. */
export interface Count {
  count: number;
  exact: boolean;
}

/** How many executions of each status a filter holds. */
export interface Counts extends Record<FinalStatus, Count> {
  /** How far back was counted, where that is not to the end. */
  counted_until: string | null;
}

/** What goes on at the moment. null: not known. */
export interface Overview {
  running: Count | null;
  failed_last_hour: Count | null;
  waiting: { messages: number | null; oldest_sent_after: string | null } | null;
  dead_letters: number | null;
}

export interface Step {
  seq: number;
  step: string;
  status: StepStatus;
  /** null where the stored entry can't be read. */
  timestamp: string | null;
  message: string;
  time_from_start: string;
  offset_ms: number;
  error_details: string | null;
  error_code: string | null;
  retry_possible: boolean | null;
  metadata: Record<string, unknown>;
  span: number;
  parent: number | null;
}

export interface Span {
  span: number;
  parent: number | null;
  step: string;
  status: StepStatus;
  started_at: string | null;
  ended_at: string | null;
  offset_ms: number;
  duration_ms: number | null;
  duration_readable: string | null;
}

/** The step that took the longest, and its part of the run (0 to 1). */
export interface SlowestStep {
  step: string;
  duration_ms: number;
  duration_readable: string;
  share: number;
}

/** Sentences are English; the codes are stable words. What is optional came in later versions. */
export interface Verdict {
  reason: string;
  sentence: string;
  cause: string | null;
  advice: string | null;
  failed_step: string | null;
  derived: boolean;
  code?: string;
  params?: Params;
  cause_code?: string | null;
  /** What the cause means, in plain words. */
  cause_plain?: string | null;
  advice_code?: string | null;
  /** What a person can do about the cause. */
  remedy?: string | null;
  slowest?: SlowestStep | null;
}

/** Which try of the same message this was. */
export interface Retry {
  attempt: number;
  of: number;
  next_try_at: string | null;
  last: boolean;
  retry_of: string | null;
}

/** What happened to an execution from outside. */
export interface Note {
  kind: string;
  at: string;
  message: string;
  by: string | null;
}

export interface ExecutionLog {
  tracking_id: string;
  execution_id: string;
  company: string;
  tier: string;
  started_at: string;
  completed_at: string | null;
  duration_ms: number | null;
  duration_readable: string;
  total_steps: number;
  final_status: FinalStatus;
  steps: Step[];
  attempt: number;
  attempts: number;
  expires_at: string;
  next_seq: number;
  /** Whether steps after next_seq are already there: a long log comes in pages. */
  has_more: boolean;
  /** Entries that could not be stored: the log is incomplete if there are any. */
  lost_events: number;
  verdict: Verdict;
  spans: Span[];
  /** When the message was sent: before the job began. */
  queued_at?: string | null;
  retry?: Retry | null;
  requested_by?: string | null;
  request_reason?: string | null;
  cancel_requested_by?: string | null;
  notes?: Note[];
  /** Consoles that show exactly this run. */
  log_stream_url?: string | null;
  trace_url?: string | null;
}

export interface ExecutionPage {
  executions: ExecutionSummary[];
  next_cursor: string | null;
  /** How far back it was looked, where more may follow. */
  searched_until?: string | null;
}

export interface Attempts {
  tracking_id: string;
  executions: ExecutionSummary[];
}
