import type { ExecutionLogApi } from "./api.ts";
import { appendSteps, lastSeq } from "./append-steps.ts";
import type { ExecutionLog } from "./contract.ts";

/** An answer holds some thousands of steps; what comes after so many answers is not compared. */
const MOST_ANSWERS = 40;

/** All steps of one execution as they are now, read answer by answer. Throws what the API throws. */
export async function wholeLog(
  api: ExecutionLogApi,
  { trackingId, executionId }: { trackingId: string; executionId: string },
  signal: AbortSignal,
): Promise<ExecutionLog> {
  let log = await api.log(trackingId, { executionId }, signal);
  for (let answers = 1; log.has_more && answers < MOST_ANSWERS; answers++) {
    const newer = await api.log(trackingId, { executionId, afterSeq: lastSeq(log) }, signal);
    if (newer.steps.length === 0) break;
    log = appendSteps(log, newer);
  }
  return log;
}
