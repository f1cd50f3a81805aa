import type { Verdict } from "./contract.ts";
import { texts } from "./texts.ts";
import type { Tell } from "./texts/en.ts";

/** A verdict in the page's language where the catalogue knows its codes, else as the API says it. */
export function sentenceOf(verdict: Verdict): string {
  return told(texts().verdicts, verdict.code, verdict) ?? verdict.sentence;
}

/** The cause in plain words, if there are any. */
export function plainCauseOf(verdict: Verdict): string | null {
  return told(texts().causes, verdict.cause_code, verdict) ?? verdict.cause_plain ?? null;
}

export function adviceOf(verdict: Verdict): string | null {
  return told(texts().advices, verdict.advice_code, verdict) ?? verdict.advice;
}

function told(catalogue: Record<string, Tell>, code: string | null | undefined, { params = {} }: Verdict) {
  return code && Object.hasOwn(catalogue, code) ? catalogue[code]?.(params) : undefined;
}
