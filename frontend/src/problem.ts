import type { SVGTemplateResult } from "lit";
import type { ApiError, ApiErrorKind } from "./api-error.ts";
import { clockIcon, failedIcon, lockIcon, plugIcon, searchIcon } from "./elements/icons.ts";
import { localTime } from "./format.ts";
import { texts } from "./texts/shared.ts";

/** A failed read as a person reads it: what is wrong, what that means, what to do. */
export interface Problem {
  icon: SVGTemplateResult;
  title: string;
  hint: string;
  action?: "retry" | "sign-in";
}

/** What is being read: it gives the sentences their object. */
export type Subject = "execution log" | "executions";

/** `expiresAt`, where known, tells a log that has expired from one that never was. */
export function problemOf(error: ApiError, subject: Subject, expiresAt?: string): Problem {
  const expired = error.kind === "not-found" && isPast(expiresAt);
  return PROBLEMS[expired ? "expired" : error.kind](subject, error.details, expiresAt);
}

type Describe = (subject: Subject, details: string, expiresAt?: string) => Problem;

const PROBLEMS: Record<ApiErrorKind, Describe> = {
  "not-found": () => ({ icon: searchIcon, ...texts().problems.notFound, action: "retry" }),
  expired: (_subject, _details, expiresAt = "") => {
    const { title, hint } = texts().problems.expired;
    return { icon: clockIcon, title, hint: hint(localTime(expiresAt)) };
  },
  "signed-out": () => ({ icon: lockIcon, ...texts().problems.signedOut, action: "sign-in" }),
  forbidden: (subject) => ({ icon: lockIcon, ...about(subject, texts().problems.forbidden) }),
  "bad-request": (_subject, details) => {
    const { title, hint } = texts().problems.badRequest;
    return { icon: failedIcon, title, hint: details || hint };
  },
  busy: (subject) => ({ icon: clockIcon, ...about(subject, texts().problems.busy), action: "retry" }),
  unavailable: (subject, details) => {
    const { title, hint } = about(subject, texts().problems.unavailable);
    return { icon: failedIcon, title, hint: details || hint, action: "retry" };
  },
  offline: () => ({ icon: plugIcon, ...texts().problems.offline, action: "retry" }),
};

function about(subject: Subject, { log, list, hint }: { log: string; list: string; hint: string }) {
  return { title: subject === "executions" ? list : log, hint };
}

function isPast(iso: string | undefined): boolean {
  return iso !== undefined && Date.parse(iso) <= Date.now();
}
