import type { ExecutionLog, Step } from "./contract.ts";

/** The entry that tells what broke: of the step that the verdict names, else the last that failed. */
export function failureOf({ final_status, verdict, steps }: ExecutionLog): Step | undefined {
  if (final_status !== "failed") return undefined;
  const failed = steps.filter(({ status }) => status === "failed");
  const named = failed.findLast(({ step }) => step === verdict.failed_step);
  const told = failed.findLast(({ error_details }) => error_details);
  return named ?? told ?? failed.at(-1) ?? steps.findLast(({ step }) => step === verdict.failed_step);
}

/** The entry whose stack is open at first. */
export function openErrorOf(log: ExecutionLog): Step | undefined {
  const failure = failureOf(log);
  return failure?.error_details ? failure : log.steps.findLast(({ error_details }) => error_details);
}
