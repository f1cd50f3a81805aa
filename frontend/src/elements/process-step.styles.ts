import { css } from "lit";

/** Border and background of each status are the product's specification. */
export const processStepStyles = css`
  :host {
    display: block;
  }

  .step {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr);
    column-gap: 12px;
    padding: 8px 12px 8px 12px;
    color: var(--text);
    border-left: 4px solid var(--step-skipped-border);
    border-radius: 0 var(--radius) var(--radius) 0;
    background-color: var(--step-skipped-background);
  }

  .step > :not(.icon) {
    grid-column: 2;
  }

  .icon {
    margin-block-start: calc((1.5 * var(--size-step) - 1rem) / 2);
    color: var(--step-skipped-icon);
  }

  .on {
    stroke: var(--surface);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 12px;
    font-family: var(--font-mono);
    font-size: var(--size-step);
    line-height: 1.5;
  }

  .name {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .time {
    display: inline-flex;
    align-items: baseline;
    gap: 8px;
    margin-inline-start: auto;
    color: var(--text-muted);
    font-size: var(--size-message);
    white-space: nowrap;
  }

  .note {
    font-family: var(--font-system);
  }

  .from-start {
    min-inline-size: 4.5em;
    color: var(--text);
    text-align: end;
  }

  .step-message {
    font-family: var(--font-system);
    font-size: var(--size-message);
    line-height: 1.4;
    color: var(--text-soft);
  }

  error-details,
  step-metadata {
    margin-block-start: 8px;
  }

  .step-completed {
    border-left: 4px solid var(--step-completed-border);
    background-color: var(--step-completed-background);
  }

  .step-completed .icon {
    color: var(--step-completed-icon);
  }

  .step-failed {
    border-left: 4px solid var(--step-failed-border);
    background-color: var(--step-failed-background);
  }

  .step-failed .icon {
    color: var(--step-failed-icon);
  }

  .step-in-progress {
    border-left: 4px solid var(--step-in-progress-border);
    background-color: var(--step-in-progress-background);
  }

  .step-in-progress .icon {
    color: var(--step-in-progress-icon);
  }

  .step-skipped {
    border-left-style: dashed;
  }

  .step-skipped .name {
    color: var(--text-muted);
  }

  .running .turning {
    transform-origin: center;
    animation: turn 1.2s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .running .turning {
      animation: none;
    }
  }

  @media (max-width: 30rem) {
    .note {
      display: none;
    }
  }
`;
