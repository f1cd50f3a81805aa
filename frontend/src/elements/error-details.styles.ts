import { css } from "lit";

export const errorDetailsStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    font-family: var(--font-system);
    font-size: var(--size-message);
    line-height: 1.5;
  }

  .card {
    background: var(--surface);
    border: 1px solid var(--error-border);
    border-radius: var(--radius);
  }

  summary {
    display: grid;
    grid-template-columns: 0.75rem minmax(0, 1fr) auto;
    align-items: start;
    gap: 8px;
    padding: 8px 12px;
    color: var(--text);
    border-radius: var(--radius);
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  .twist {
    margin-block-start: calc((1.5em - 0.75rem) / 2);
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

  .chain {
    display: grid;
    gap: 2px;
  }

  .exception {
    display: block;
    overflow-wrap: anywhere;
  }

  .exception + .exception {
    color: var(--text-muted);
  }

  .relation-word {
    margin-inline-end: 4px;
    color: var(--text-muted);
  }

  .relation-word::before {
    content: "↳ ";
  }

  .size {
    color: var(--text-muted);
    white-space: nowrap;
  }

  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 1.5rem;
    padding-inline: 12px 6px;
    color: var(--text-muted);
  }

  .error-details {
    margin-inline: 12px;
    padding: 4px 8px;
    max-block-size: 32rem;
    overflow: auto;
    font-family: var(--font-mono);
    font-size: var(--size-error);
    line-height: 1.6;
    color: var(--error-text);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background-color: var(--error-background);
    border-radius: 4px;
  }

  .error-details span {
    display: block;
    /* The specified red on its background reaches 4.4:1. A narrow outline counts as the letter
       (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio, note 4) and lifts it above 4.5:1. */
    -webkit-text-stroke: 0.03em var(--error-outline);
  }

  .error-details .own,
  .error-details .exception {
    font-weight: 600;
  }

  .error-details .exception {
    color: inherit;
  }

  .error-details .library,
  .error-details .relation {
    color: var(--text-muted);
    -webkit-text-stroke: 0;
  }

  .error-details .relation {
    font-family: var(--font-system);
    font-style: italic;
  }

  .fold {
    display: block;
    padding: 0 4px;
    margin-inline-start: 2ch;
    font-size: inherit;
    color: var(--text-muted);
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .fold:hover {
    color: var(--accent);
    text-decoration: underline;
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding: 6px 6px 6px 12px;
  }

  .foot copy-button {
    margin-inline-start: auto;
  }

  a {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-weight: 500;
    color: var(--accent);
    text-decoration: none;
  }

  a:hover {
    text-decoration: underline;
  }

  a svg {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }

  @media (pointer: coarse) {
    summary,
    .fold {
      min-block-size: 2rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .twist {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .error-details {
      outline: 1px solid;
    }
  }
`;
