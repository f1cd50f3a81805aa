import { css } from "lit";

export const processLogStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    color: var(--text);
    font-family: var(--font-system);
    background: var(--surface);
  }

  .header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px 24px;
    border-block-end: 1px solid var(--border);
  }

  .log-header {
    flex: none;
    font-family: var(--font-system);
    font-size: var(--size-header);
    font-weight: 600;
    line-height: 1.5;
    color: var(--heading);
  }

  .company {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--text-muted);
  }

  status-badge {
    flex: none;
  }

  .actions {
    display: flex;
    flex: none;
    gap: 8px;
    margin-inline-start: auto;
  }

  .body {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-block-size: 0;
    padding: 16px 24px 24px;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .body:focus-visible {
    outline-offset: -2px;
  }

  .body > * {
    flex: none;
  }

  .body[aria-busy="true"] > :not(.skeleton, attempt-picker) {
    opacity: 0.5;
  }

  .attempts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  /* As tall as its head. */
  log-timeline:not([drawn]) {
    display: block;
    min-block-size: 2.875rem;
  }

  .steps-bar {
    position: sticky;
    inset-block-start: -16px;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: -8px -24px;
    padding: 8px 24px;
    background: var(--surface);
  }

  .steps-bar log-finder {
    flex: 1 1 20rem;
  }

  .fold {
    font-size: 0.75rem;
  }

  .fold svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .incomplete {
    padding: 8px 16px;
    font-size: 0.8125rem;
    color: var(--status-in-progress-text);
    background: var(--status-in-progress-background);
    border: 1px solid transparent;
    border-radius: var(--radius);
  }

  .no-steps {
    padding: 32px;
    text-align: center;
    color: var(--text-muted);
  }

  .skeleton {
    display: grid;
    gap: 4px;
    animation: fade 1.2s ease-in-out infinite alternate;
  }

  .bone {
    background: var(--skeleton);
    border-radius: var(--radius);
  }

  .bone.verdict {
    block-size: 70px;
    margin-block-end: 12px;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 12px 24px;
    margin-block-end: 12px;
  }

  .bone.fact {
    block-size: 36px;
  }

  .bone.row {
    block-size: 54px;
  }

  @keyframes fade {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }

  @media (max-width: 40rem) {
    .header {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 8px 12px;
      padding: 12px 16px;
    }

    .actions {
      grid-area: 1 / 2;
    }

    status-badge {
      justify-self: end;
    }

    .facts {
      grid-template-columns: repeat(2, 1fr);
    }

    .body {
      padding: 12px 16px 24px;
    }

    .steps-bar {
      inset-block-start: -12px;
      margin-inline: -16px;
      padding-inline: 16px;
    }
  }

  @media print {
    :host,
    .body {
      display: block;
      overflow: visible;
    }

    .body > * {
      margin-block-end: 16px;
    }

    .actions,
    .attempts,
    .steps-bar,
    log-footer {
      display: none;
    }
  }
`;
