import type { ExecutionLog, Step } from "./contract.ts";
import { utcTime } from "./format.ts";
import { logTexts } from "./texts/log.ts";
import { visibleText } from "./visible-text.ts";

/** A failure as Markdown for a ticket: verdict, failing step, stack, ids, the address of the log. */
export function ticketOf(log: ExecutionLog, failed: Step | undefined, address: string): string {
  const words = logTexts();
  const { verdict } = log;
  const parts = [
    `**${inline(verdict.sentence)}**`,
    lines([
      [words.ticket.cause, verdict.cause_plain ?? ""],
      [words.ticket.error, verdict.cause ?? ""],
      [words.ticket.next, verdict.advice ?? ""],
    ]),
    lines([
      [words.ticket.job, [log.company, log.tier].filter(Boolean).join(", ")],
      [words.trackingId, code(log.tracking_id)],
      [words.executionId, code(log.execution_id)],
      [words.attempt, words.attemptOf(log.attempt, log.attempts)],
      [words.started, utcTime(log.started_at)],
      [words.duration, log.duration_readable],
      [words.ticket.failedStep, failed ? `${code(failed.step)} ${failed.time_from_start}` : ""],
      [words.errorCode, failed?.error_code ? code(failed.error_code) : ""],
      [words.logStream, log.log_stream_url ?? ""],
      [words.trace, log.trace_url ?? ""],
      [words.log, address],
    ]),
    failed?.error_details ? fenced(failed.error_details) : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function lines(facts: [string, string][]): string {
  return facts
    .filter(([, value]) => value)
    .map(([name, value]) => `- ${name}: ${inline(value)}`)
    .join("\n");
}

/** One line, without what Markdown would take for markup; code spans stay. */
function inline(text: string): string {
  if (text.startsWith("`")) return text;
  const line = visibleText(text).replace(/\s+/g, " ");
  return line.replace(/[\\`*_[\]<>#|]/g, (character, at) => (isInWord(line, at) ? character : `\\${character}`));
}

/** An underscore inside a word is no markup: step names stay readable. */
function isInWord(line: string, at: number): boolean {
  return line[at] === "_" && /\w/.test(line[at - 1] ?? "") && /\w/.test(line[at + 1] ?? "");
}

function code(text: string): string {
  const shown = visibleText(text).replace(/\s+/g, " ");
  return shown.includes("`") ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}

/** The fence is longer than any run of backticks in the text. */
function fenced(text: string): string {
  const shown = visibleText(text);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${shown}\n${fence}`;
}
