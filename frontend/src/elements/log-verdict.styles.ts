import { css } from "lit";

export const logVerdictStyles = css`
  :host {
    display: block;
  }

  .verdict {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) auto;
    gap: 8px 12px;
    align-items: start;
    padding: 14px 16px;
    font-size: 0.875rem;
    line-height: 1.5;
    border: 1px solid color-mix(in srgb, var(--edge) 45%, transparent);
    border-radius: var(--radius);
    background: var(--fill);
  }

  .completed {
    --edge: var(--step-completed-border);
    --fill: var(--step-completed-background);
    --mark: var(--step-completed-icon);
  }

  .failed {
    --edge: var(--step-failed-border);
    --fill: var(--step-failed-background);
    --mark: var(--step-failed-icon);
  }

  .in-progress {
    --edge: var(--step-in-progress-border);
    --fill: var(--step-in-progress-background);
    --mark: var(--step-in-progress-icon);
  }

  .unknown {
    --edge: var(--border-strong);
    --fill: var(--surface-raised);
    --mark: var(--text-muted);
  }

  .icon {
    padding-block-start: 1px;
    color: var(--mark);
  }

  .icon svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .on {
    stroke: var(--surface);
  }

  .words {
    display: grid;
    gap: 2px;
    color: var(--text-soft);
    text-wrap: pretty;
  }

  .sentence {
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--text);
  }

  .own {
    font-size: 0.75rem;
    line-height: 1.6;
    color: var(--text-muted);
  }

  .muted {
    font-size: 0.8125rem;
  }

  .retry {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    margin-block-start: 6px;
    font-weight: 500;
    color: var(--text);
  }

  .retry > span {
    flex: 1;
  }

  .retry:has(button) > span {
    flex: none;
  }

  @media (max-width: 40rem) {
    .verdict {
      grid-template-columns: 1.25rem minmax(0, 1fr);
      padding: 12px;
    }

    .verdict > .button {
      grid-column: 2;
      justify-self: start;
    }
  }
`;
