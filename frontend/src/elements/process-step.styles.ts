import { css } from "lit";

/** Border and background of each status are the product's specification. */
export const processStepStyles = css`
  .step {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr);
    column-gap: 12px;
    margin-block-end: 4px;
    padding: 8px 12px;
    scroll-margin-block: 4rem;
    color: var(--text);
    border-left: 4px solid var(--step-skipped-border);
    border-radius: 0 var(--radius) var(--radius) 0;
    background-color: var(--step-skipped-background);
  }

  .step > :not(.icon) {
    grid-column: 2;
  }

  .step:focus-visible {
    outline-offset: -2px;
  }

  .step[aria-current] {
    box-shadow: inset 0 0 0 2px var(--accent);
  }

  .step[data-match] {
    box-shadow: inset 0 0 0 1px var(--found-edge);
  }

  .step[data-match="at"] {
    box-shadow: inset 0 0 0 2px var(--found-edge);
  }

  ::highlight(found) {
    color: var(--found-text);
    background-color: var(--found);
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
    text-decoration: none;
  }

  .from-start:hover {
    color: var(--accent);
    text-decoration: underline;
  }

  .step-message {
    font-family: var(--font-system);
    font-size: var(--size-message);
    line-height: 1.4;
    color: var(--text-soft);
  }

  .step-message > bdi {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  error-details,
  .metadata,
  .progress {
    margin-block-start: 8px;
  }

  .metadata {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    font-size: var(--size-message);
    line-height: 1.4;
  }

  .metadata > div {
    display: flex;
    gap: 6px;
    max-inline-size: 100%;
    padding: 1px 8px;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius-small);
  }

  .metadata dt {
    color: var(--text-muted);
    white-space: nowrap;
  }

  .metadata dd {
    color: var(--text);
    font-variant-numeric: tabular-nums;
  }

  .metadata .long dt,
  .metadata dd {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .metadata .long {
    flex-basis: 100%;
    padding-block: 4px;
  }

  .metadata .long dd {
    flex: 1;
    max-block-size: 24rem;
    overflow: auto;
  }

  .progress {
    display: flex;
    align-items: center;
    gap: 12px;
    font-family: var(--font-system);
    font-size: var(--size-message);
    color: var(--text-muted);
  }

  progress {
    flex: 1;
    max-inline-size: 20rem;
    block-size: 6px;
    appearance: none;
    overflow: hidden;
    background: var(--track);
    border: 0;
    border-radius: 999px;
  }

  progress::-webkit-progress-bar {
    background: var(--track);
  }

  progress::-webkit-progress-value {
    background: var(--step-in-progress-border);
    border-radius: 999px;
    transition: inline-size 300ms ease-out;
  }

  progress::-moz-progress-bar {
    background: var(--step-in-progress-border);
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

    progress::-webkit-progress-value {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    progress {
      border: 1px solid;
      appearance: auto;
    }

    .step[aria-current],
    .step[data-match] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  @media (max-width: 30rem) {
    .note {
      display: none;
    }
  }
`;
