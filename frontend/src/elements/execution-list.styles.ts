import { css } from "lit";

export const executionListStyles = css`
  :host {
    display: block;
    font-family: var(--font-system);
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    min-block-size: 2rem;
    margin-block-end: 12px;
    font-size: 0.8125rem;
  }

  h1 {
    margin-inline-end: auto;
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 2rem;
    color: var(--heading);
  }

  .card {
    position: relative;
    overflow: auto hidden;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius-large);
    box-shadow: var(--shadow-raised);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
    line-height: 1.25rem;
    text-align: start;
  }

  th,
  td {
    padding: 12px;
    text-align: start;
    vertical-align: middle;
    font-weight: 400;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 24px;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 24px;
  }

  thead th {
    padding-block: 8px;
    font-size: 0.75rem;
    font-weight: 500;
    color: var(--text-muted);
    background: var(--surface-raised);
    white-space: nowrap;
  }

  tbody tr {
    background: var(--surface);
    border-block-start: 1px solid var(--border);
    cursor: pointer;
  }

  tbody tr:hover {
    background: var(--surface-hover);
  }

  .company {
    inline-size: 99%;
    max-inline-size: 0;
    min-inline-size: 14rem;
  }

  .company .name,
  .company .error {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .company .name {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--text);
  }

  .company .error {
    font-size: 0.75rem;
    color: var(--status-failed-text);
  }

  td.tier,
  td.tracking,
  td.started,
  td.duration {
    white-space: nowrap;
    color: var(--text-soft);
  }

  .started .exact {
    display: block;
    font-size: 0.75rem;
    color: var(--text-muted);
  }

  .duration,
  .attempt {
    text-align: end;
  }

  .attempt .label {
    display: none;
  }

  .action {
    text-align: end;
  }

  /* With many columns the table scrolls below what opens the row. */
  @media (width > 64rem) {
    .action {
      position: sticky;
      inset-inline-end: 0;
      background: inherit;
    }
  }

  .more {
    display: grid;
    justify-content: center;
    padding: 16px;
    border-block-start: 1px solid var(--border);
  }

  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 24px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--status-failed-text);
    background: var(--status-failed-background);
  }

  .skeleton {
    display: grid;
    gap: 1px;
    background: var(--border);
  }

  .bone {
    display: flex;
    align-items: center;
    block-size: 4rem;
    padding-inline: 24px;
    background: var(--surface);
  }

  .bone::before {
    content: "";
    inline-size: 60%;
    block-size: 0.75rem;
    background: var(--skeleton);
    border-radius: var(--radius-small);
    animation: fade 1.2s ease-in-out infinite alternate;
  }

  @keyframes fade {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bone::before {
      animation: none;
    }
  }
`;
