import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionSummary } from "../contract.ts";
import { readableDuration } from "../duration.ts";
import { grouped } from "../format.ts";
import type { Column } from "../list-columns.ts";
import { listTexts } from "../texts/list.ts";
import { texts } from "../texts/shared.ts";
import { cut, visibleText } from "../visible-text.ts";
import { NAME_LIMIT, jobText } from "./cut-text.ts";
import { logIcon } from "./icons.ts";
import "./running-clock.ts";
import "./status-badge.ts";
import { dayTime, exactTime } from "./time-ago.ts";

/** How the rows are shown, and what opens one. */
export interface Shown {
  columns: readonly Column[];
  /** Those that no longer fit what was asked for. */
  gone: ReadonlySet<string> | undefined;
  open: (execution: ExecutionSummary) => void;
}

/** A table by its roles too: on a narrow screen its rows are laid out as cards. */
export function executionTable(executions: ExecutionSummary[], shown: Shown) {
  return html`
    <table role="table">
      <caption class="visually-hidden">${listTexts().recent}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${shown.columns.map(
            (column) => html`<th role="columnheader" scope="col" class=${column}>${listTexts().columns[column]}</th>`,
          )}
          <th role="columnheader" scope="col"><span class="visually-hidden">${texts().title}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          executions,
          ({ execution_id }) => execution_id,
          (execution) => row(execution, shown),
        )}
      </tbody>
    </table>
  `;
}

function row(execution: ExecutionSummary, { columns, gone, open }: Shown) {
  const isGone = gone?.has(execution.execution_id) ?? false;
  return html`
    <tr
      role="row"
      tabindex="-1"
      class=${isGone ? "gone" : nothing}
      data-execution-id=${execution.execution_id}
      @click=${(event: MouseEvent) => isPlain(event) && open(execution)}
    >
      ${columns.map((column) => (column === "company" ? company(execution, columns) : cell(column, execution, isGone)))}
      <td role="cell" class="action">${openButton(execution, open)}</td>
    </tr>
  `;
}

/** The error stands below the company, unless it has a column of its own. */
function company(execution: ExecutionSummary, columns: readonly Column[]) {
  return html`<th role="rowheader" scope="row" class="company">
    <span class="name">${execution.company ? jobText(execution.company) : texts().noCompany}</span>
    ${execution.error && !columns.includes("error") ? errorLine(execution) : nothing}
  </th>`;
}

function errorLine({ error, failed_step }: ExecutionSummary) {
  const text = [failed_step, error].filter(Boolean).join(": ");
  return html`<span class="error">${jobText(text)}</span>`;
}

const CLASSES: Partial<Record<Column, string>> = {
  tracking: "mono",
  step: "mono",
  code: "mono",
  started: "digits",
  duration: "digits",
  attempt: "digits",
  steps: "digits",
  wait: "digits",
  expires: "digits",
};
/** What says by itself what it is needs no name in a card. */
const UNNAMED: readonly Column[] = ["tracking", "tier", "status", "started", "duration"];

function cell(column: Column, execution: ExecutionSummary, isGone: boolean) {
  return html`<td role="cell" class="${column} ${CLASSES[column] ?? ""}">
    ${UNNAMED.includes(column) ? nothing : html`<span class="label">${listTexts().columns[column]} </span>`}${VALUES[column](execution, isGone)}${isGone &&
    column === "status"
      ? html`<span class="why">${listTexts().gone}</span>`
      : nothing}
  </td>`;
}

const VALUES: Record<Column, (execution: ExecutionSummary, isGone: boolean) => unknown> = {
  company: () => nothing,
  tracking: ({ tracking_id }) => jobText(tracking_id),
  tier: ({ tier }) => textOr(tier),
  status: ({ final_status }) => html`<status-badge status=${final_status}></status-badge>`,
  started: ({ started_at }) =>
    html`<time-ago datetime=${started_at}></time-ago> <span class="exact">${exactTime(started_at)}</span>`,
  duration: ({ final_status, started_at, duration_readable }, isGone) =>
    final_status === "in_progress" && !isGone
      ? html`<running-clock since=${started_at}></running-clock>`
      : duration_readable || "–",
  attempt: ({ attempt }) => attempt,
  reason: ({ reason }) => listTexts().reasons[reason] ?? textOr(reason),
  step: ({ failed_step }) => textOr(failed_step),
  error: ({ error }) => (error ? html`<span class="line">${jobText(error)}</span>` : "–"),
  code: ({ error_code }) => textOr(error_code),
  steps: ({ total_steps }) => grouped(total_steps),
  wait: ({ queued_at, started_at }) =>
    queued_at ? readableDuration(Date.parse(started_at) - Date.parse(queued_at)) : "–",
  expires: ({ expires_at }) => dayTime(expires_at),
};

function textOr(text: string | null | undefined) {
  return text ? jobText(text) : "–";
}

function openButton(execution: ExecutionSummary, open: Shown["open"]) {
  const { company, tracking_id, attempt } = execution;
  const who = `${visibleText(cut(company, NAME_LIMIT))}, ${visibleText(tracking_id)}`;
  return html`
    <button class="button" aria-haspopup="dialog" aria-label=${listTexts().logOf(who, attempt)} @click=${() => open(execution)}>
      ${logIcon} ${texts().title}
    </button>
  `;
}

/** A click on the row, not on what is in it, nor the end of marking text. */
function isPlain({ target }: MouseEvent): boolean {
  const element = target as Element;
  const root = element.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const marked = root.getSelection ? root.getSelection() : getSelection(); // each browser has its own
  return !element.closest("button") && marked?.isCollapsed !== false;
}
