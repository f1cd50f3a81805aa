import { css } from "lit";

export const stepListStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  .log-steps {
    font-family: var(--font-mono);
    font-size: var(--size-step);
    line-height: 1.5;
  }

  /* Rows that are out of sight cost no layout. Until then a row counts as two lines and its padding. */
  .block {
    --row: calc(1.5 * var(--size-step) + 1.4 * var(--size-message) + 20px);
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(var(--rows) * var(--row));
  }

  .block.pending {
    min-block-size: calc(var(--rows) * var(--row));
  }

  .folded-part {
    margin-block-end: 4px;
  }

  summary {
    display: flex;
    align-items: center;
    gap: 8px 12px;
    padding: 6px 12px 6px 16px;
    font-family: var(--font-system);
    font-size: var(--size-message);
    color: var(--text-soft);
    border: 1px dashed var(--border-strong);
    border-radius: var(--radius);
    list-style: none;
    cursor: pointer;
  }

  summary:hover {
    color: var(--text);
    background: var(--surface-hover);
  }

  summary::-webkit-details-marker {
    display: none;
  }

  .twist {
    color: var(--text-muted);
    transition: rotate 120ms;
  }

  .twist svg {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }

  [open] > summary .twist {
    rotate: 90deg;
  }

  [open] > summary {
    margin-block-end: 4px;
  }

  .what {
    flex: none;
    font-weight: 500;
  }

  .what::before {
    content: "";
  }

  .names {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--text-muted);
  }

  @media (pointer: coarse) {
    summary {
      min-block-size: 2.75rem;
      align-items: center;
    }
  }

  @media (max-width: 30rem) {
    .names {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .twist {
      transition: none;
    }
  }

  @media print {
    .block {
      content-visibility: visible;
    }

    .step {
      break-inside: avoid;
    }

    summary {
      display: none;
    }
  }
`;
