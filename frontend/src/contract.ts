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
  expires_at: string;
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

export interface Verdict {
  reason: string;
  sentence: string;
  cause: string | null;
  advice: string | null;
  failed_step: string | null;
  derived: boolean;
}

/** Something that happened to an execution from outside, such as a message that came twice. */
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
  /** Who asked for its end; absent in answers of an older API, as `notes`. */
  cancel_requested_by?: string | null;
  notes?: Note[];
}

export interface ExecutionPage {
  executions: ExecutionSummary[];
  next_cursor: string | null;
}

export interface Attempts {
  tracking_id: string;
  executions: ExecutionSummary[];
}
