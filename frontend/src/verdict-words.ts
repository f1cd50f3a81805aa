import type { ExecutionLog, Verdict } from "./contract.ts";
import { localClock } from "./format.ts";
import { logTexts } from "./texts/log.ts";
import type { Catalogue, Clock } from "./texts/told.ts";

/** A verdict in the page's language where the catalogue knows its codes, else as the API says it. */
export function sentenceOf(verdict: Verdict): string {
  return told(logTexts().verdicts, verdict.code, verdict) ?? verdict.sentence;
}

/** The cause in plain words, if there are any. */
export function plainCauseOf(verdict: Verdict): string | null {
  return told(logTexts().causes, verdict.cause_code, verdict) ?? verdict.cause_plain ?? null;
}

/** What happens next and what to do, without what `isRetryTold` says beside it in more detail. */
export function adviceOf(verdict: Verdict, isRetryTold: boolean): string | null {
  const { advice_code, advice, remedy } = verdict;
  if (advice_code === undefined) return advice;
  const next = told(logTexts().advices, advice_code, verdict);
  if (next === undefined && !isRetryTold) return advice;
  const what = told(logTexts().remedies, verdict.cause_code, verdict) ?? remedy;
  return [isRetryTold ? null : next, what].filter(Boolean).join(" ") || null;
}

/** Whether the log itself says how the tries go on, with their times. */
export function isRetryTold({ retry, final_status, attempt, attempts }: ExecutionLog): boolean {
  return final_status === "failed" && (attempt < attempts || Boolean(retry?.next_try_at || retry?.last));
}

function told(catalogue: Catalogue, code: string | null | undefined, { params = {} }: Verdict): string | undefined {
  const said = code && Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
  return typeof said === "function" ? said(params, clock) : said;
}

const clock: Clock = (iso) => (iso ? localClock(iso) : "–");
