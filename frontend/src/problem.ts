import type { SVGTemplateResult } from "lit";
import type { ApiError, ApiErrorKind } from "./api-error.ts";
import { clockIcon, failedIcon, lockIcon, plugIcon, searchIcon } from "./elements/icons.ts";
import { localTime } from "./format.ts";

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
  "not-found": () => ({
    icon: searchIcon,
    title: "No execution log found for this tracking ID",
    hint: "The job may not have started yet, or its log has expired. Check the tracking ID.",
    action: "retry",
  }),
  expired: (_subject, _details, expiresAt = "") => ({
    icon: clockIcon,
    title: "This execution log has expired",
    hint: `It was kept until ${localTime(expiresAt)}. Logs are deleted after their retention period.`,
  }),
  "signed-out": () => ({
    icon: lockIcon,
    title: "You have been signed out",
    hint: "Sign in again to come back to this very page.",
    action: "sign-in",
  }),
  forbidden: (subject) => ({
    icon: lockIcon,
    title: `You are not allowed to read ${subject === "executions" ? "executions" : "this execution log"}`,
    hint: "Ask an administrator of this site for access.",
  }),
  "bad-request": (_subject, details) => ({
    icon: failedIcon,
    title: "The request was not understood",
    hint: details || "Check the address of this page.",
  }),
  busy: (subject) => ({
    icon: clockIcon,
    title: `Too many requests for ${subject === "executions" ? "executions" : "execution logs"}`,
    hint: "Wait a moment, then try again.",
    action: "retry",
  }),
  unavailable: (subject, details) => ({
    icon: failedIcon,
    title: `Failed to load ${subject}`,
    hint: details || "The service answered with an error. Trying again may help.",
    action: "retry",
  }),
  offline: () => ({
    icon: plugIcon,
    title: "Failed to connect to execution log service",
    hint: "Check your connection, then try again.",
    action: "retry",
  }),
};

function isPast(iso: string | undefined): boolean {
  return iso !== undefined && Date.parse(iso) <= Date.now();
}
