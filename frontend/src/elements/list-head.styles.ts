import { css } from "lit";
import { hiddenToTheEye } from "../styles/hidden.ts";

/** What stands around the rows of executions, and the space that the tools above them will take. */
export const listHeadStyles = css`
  list-tools {
    margin-block-end: 16px;
  }

  list-tools:not([drawn]) {
    display: block;
    min-block-size: 10.5rem;
  }

  .live {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 2rem;
    padding: 0 10px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--text-muted);
    background: none;
    border: 1px solid transparent;
    border-radius: 999px;
    cursor: pointer;
  }

  .live:hover {
    background: var(--surface-pressed);
  }

  .dot {
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border: 2px solid var(--text-muted);
    border-radius: 50%;
  }

  .live[aria-checked="true"] {
    color: var(--step-completed-icon);
  }

  .live[aria-checked="true"] .dot {
    background: currentcolor;
    border-color: currentcolor;
  }

  tbody tr:focus-visible {
    outline-offset: -2px;
  }

  tbody tr.gone > :not(.action, .status) {
    opacity: 0.6;
  }

  .why {
    display: block;
    margin-block-start: 2px;
    font-size: 0.75rem;
    white-space: normal;
    color: var(--text-muted);
  }

  td .label {
    display: none;
  }

  td.step,
  td.code,
  td.wait,
  td.expires,
  td.steps {
    white-space: nowrap;
    color: var(--text-soft);
  }

  th.steps,
  td.steps,
  th.wait,
  td.wait {
    text-align: end;
  }

  td.error {
    min-inline-size: 12rem;
    max-inline-size: 22rem;
    font-size: 0.8125rem;
    color: var(--text-soft);
  }

  td .line {
    color: var(--status-failed-text);
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  :host([times="relative"]) .exact,
  :host([times="exact"]) time-ago {
    display: none;
  }

  :host([times="exact"]) .exact {
    font-size: inherit;
    color: inherit;
  }

  /* The exact time is there for whoever points at the row, without moving anything. */
  :host([times="relative"]) td.started {
    position: relative;
  }

  :host([times="relative"]) tr:is(:hover, :focus, :focus-within) .exact {
    position: absolute;
    inset-block-start: calc(50% + 0.75rem);
    z-index: 1;
    display: block;
    padding: 0 6px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius-small);
  }

  .more {
    grid-auto-flow: column;
    align-items: center;
    gap: 12px;
    font-size: 0.8125rem;
  }

  .newer {
    position: sticky;
    inset-block-end: 16px;
    z-index: 2;
    display: grid;
    justify-content: center;
    pointer-events: none;
  }

  .newer .button {
    margin-block-start: 12px;
    pointer-events: auto;
    border-radius: 999px;
    box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
    animation: appear 160ms ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .newer .button {
      animation: none;
    }
  }

  @media (max-width: 56rem) {
    list-tools:not([drawn]) {
      min-block-size: 14rem;
    }
  }

  @media (max-width: 40rem) {
    list-tools:not([drawn]) {
      min-block-size: 16.5rem;
    }

    .heading {
      flex-wrap: nowrap;
    }

    .heading :is(.muted, .word) {
      ${hiddenToTheEye}
    }
  }

  /* As tall as the controls are for fingers. */
  @media (pointer: coarse) {
    .heading {
      min-block-size: 2.75rem;
    }

    list-tools:not([drawn]) {
      margin-block-end: 2.25rem;
    }
  }

  @media (max-width: 64rem) {
    td .label {
      display: inline;
      font-family: var(--font-system);
      color: var(--text-muted);
    }

    td:is(.reason, .step, .error, .code, .steps, .wait, .expires) {
      grid-column: 1 / -1;
      min-inline-size: 0;
      max-inline-size: none;
      text-align: start;
      white-space: normal;
      overflow-wrap: anywhere;
    }

    td .line {
      display: inline;
    }
  }
`;
