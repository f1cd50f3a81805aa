import { css } from "lit";

export const attemptComparisonStyles = css`
  :host {
    display: block;
    flex: none;
    container-type: normal;
    color: var(--text);
    font-family: var(--font-system);
    font-size: 0.75rem;
    line-height: 1.25rem;
  }

  :host([open]) {
    flex: 1 0 100%;
    min-inline-size: 0;
    container-type: inline-size;
  }

  section {
    overflow: hidden;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 6px 6px 6px 12px;
    background: var(--surface-raised);
    border-block-end: 1px solid var(--border);
  }

  h3 {
    margin-inline-end: 8px;
    font-size: 0.8125rem;
    line-height: 1.25rem;
    color: var(--heading);
  }

  select {
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: 2rem;
    padding: 4px 8px;
    color: var(--text-soft);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
  }

  .head .icon-only {
    margin-inline-start: auto;
    border-color: transparent;
    background: none;
  }

  .state {
    padding: 24px 12px;
    text-align: center;
    color: var(--text-muted);
  }

  .summary {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 24px;
    padding: 10px 12px 0;
  }

  .summary p {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .filter {
    display: flex;
    gap: 4px;
    padding: 6px 6px 8px;
  }

  .filter .button[aria-pressed="true"] {
    border-color: currentcolor;
  }

  table {
    inline-size: 100%;
    table-layout: fixed;
    border-collapse: collapse;
    border-block-start: 1px solid var(--border);
  }

  th,
  td {
    padding: 8px 12px;
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  thead th {
    padding-block: 4px;
    font-size: 0.6875rem;
    color: var(--text-muted);
  }

  th:first-child {
    inline-size: 26%;
  }

  th:last-child,
  td:last-child {
    inline-size: 9.5rem;
    text-align: end;
  }

  tbody tr {
    border-block-start: 1px solid var(--border);
  }

  tbody th .mono {
    display: block;
    font-weight: 500;
  }

  tbody th .button {
    margin-inline-start: -6px;
  }

  .first {
    background: color-mix(in srgb, var(--accent) 7%, transparent);
    box-shadow: inset 3px 0 var(--accent);
  }

  .first:focus-visible {
    outline-offset: -2px;
  }

  .flag {
    display: block;
    inline-size: fit-content;
    margin-block: 2px;
    padding-inline: 6px;
    font-size: 0.6875rem;
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent-fill);
    border-radius: var(--radius-small);
  }

  .changes {
    display: block;
    color: var(--text-muted);
  }

  .column {
    display: none;
  }

  .outcome {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .outcome .time {
    margin-inline-start: auto;
    color: var(--text-soft);
  }

  .length {
    display: block;
    inline-size: max(3px, calc(var(--share) * 100%));
    block-size: 4px;
    margin-block: 2px 4px;
    background: var(--step-skipped-border);
    border-radius: 2px;
  }

  .length.is-completed {
    background: var(--step-completed-border);
  }

  .length.is-failed {
    background: var(--step-failed-border);
  }

  .length.is-in-progress {
    background: var(--step-in-progress-border);
  }

  .text {
    color: var(--text-soft);
    white-space: pre-wrap;
  }

  .error {
    font-size: 0.6875rem;
    color: var(--status-failed-text);
  }

  mark {
    color: var(--status-in-progress-text);
    background: var(--status-in-progress-background);
    border-radius: 2px;
  }

  dl {
    margin-block-start: 2px;
    font-family: var(--font-mono);
    font-size: 0.6875rem;
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }

  dt {
    color: var(--text-muted);
  }

  .slower {
    color: var(--status-in-progress-text);
  }

  .faster {
    color: var(--status-completed-text);
  }

  .more {
    inline-size: 100%;
    border-block-start: 1px solid var(--border);
    border-radius: 0;
  }

  @container (max-width: 40rem) {
    tbody tr {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 8px 16px;
      padding: 10px 12px;
    }

    tbody tr > * {
      padding: 0;
    }

    tbody th {
      grid-column: 1 / -1;
    }

    th:first-child,
    td:last-child {
      inline-size: auto;
    }

    td:last-child {
      grid-column: 1 / -1;
      text-align: start;
    }

    .column {
      display: block;
      font-size: 0.6875rem;
      color: var(--text-muted);
    }
  }

  @media (pointer: coarse) {
    select {
      min-block-size: 2.75rem;
    }
  }

  @media (forced-colors: active) {
    .length {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .first {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
