import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ExecutionSummary } from "../contract.ts";
import { texts } from "../texts.ts";
import { listTexts } from "../texts/list.ts";
import { cut, visibleText } from "../visible-text.ts";
import { NAME_LIMIT, jobText } from "./cut-text.ts";
import { logIcon } from "./icons.ts";
import "./status-badge.ts";
import { exactTime } from "./time-ago.ts";

type Open = (execution: ExecutionSummary) => void;

/** A table by its roles too: on a narrow screen its rows are laid out as cards. */
export function executionTable(executions: ExecutionSummary[], open: Open) {
  return html`
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${Object.entries(listTexts().columns).map(
            ([name, word]) => html`<th role="columnheader" scope="col" class=${name}>${word}</th>`,
          )}
          <th role="columnheader" scope="col"><span class="visually-hidden">${texts().title}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          executions,
          ({ execution_id }) => execution_id,
          (execution) => row(execution, open),
        )}
      </tbody>
    </table>
  `;
}

function row(execution: ExecutionSummary, open: Open) {
  return html`
    <tr role="row">
      <th role="rowheader" scope="row" class="company">
        <span class="name">${execution.company ? jobText(execution.company) : texts().noCompany}</span>
        ${execution.error ? errorLine(execution) : nothing}
      </th>
      <td role="cell" class="tracking mono">${jobText(execution.tracking_id)}</td>
      <td role="cell" class="tier">${execution.tier ? jobText(execution.tier) : "–"}</td>
      <td role="cell" class="status"><status-badge status=${execution.final_status}></status-badge></td>
      <td role="cell" class="started digits">
        <time-ago datetime=${execution.started_at}></time-ago>
        <span class="exact">${exactTime(execution.started_at)}</span>
      </td>
      <td role="cell" class="duration digits">${execution.duration_readable || "–"}</td>
      <td role="cell" class="attempt digits"><span class="label">${listTexts().columns.attempt} </span>${execution.attempt}</td>
      <td role="cell" class="action">${openButton(execution, open)}</td>
    </tr>
  `;
}

function errorLine({ error, failed_step }: ExecutionSummary) {
  const text = [failed_step, error].filter(Boolean).join(": ");
  return html`<span class="error">${jobText(text)}</span>`;
}

function openButton(execution: ExecutionSummary, open: Open) {
  const { company, tracking_id, execution_id, attempt } = execution;
  const who = `${visibleText(cut(company, NAME_LIMIT))}, ${visibleText(tracking_id)}`;
  return html`
    <button
      class="button"
      aria-haspopup="dialog"
      aria-label=${listTexts().logOf(who, attempt)}
      data-execution-id=${execution_id}
      @click=${() => open(execution)}
    >
      ${logIcon} ${texts().title}
    </button>
  `;
}
