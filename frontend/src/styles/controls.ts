import { css } from "lit";
import { hiddenToTheEye } from "./hidden.ts";

/** What every element shares: box model, controls, focus ring, text for screen readers only. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  pre,
  figure {
    margin: 0;
  }

  :host([hidden]) {
    display: none;
  }

  button,
  select {
    font: inherit;
    color: inherit;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 2rem;
    padding: 4px 12px;
    font-size: 0.8125rem;
    font-weight: 500;
    line-height: 1.25rem;
    white-space: nowrap;
    color: var(--text-soft);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
    cursor: pointer;
  }

  .button:hover {
    background: var(--surface-hover);
    border-color: var(--text-muted);
  }

  .button:active {
    background: var(--surface-pressed);
  }

  .button[disabled] {
    cursor: progress;
    opacity: 0.6;
  }

  .button.primary {
    color: var(--on-accent);
    background: var(--accent-fill);
    border-color: transparent;
  }

  .button.primary:hover {
    background: var(--accent-fill-hover);
  }

  .button.quiet {
    min-block-size: 1.5rem;
    padding: 0 6px;
    font-size: 0.75rem;
    color: var(--accent);
    background: none;
    border-color: transparent;
  }

  .button.quiet:hover {
    border-color: currentcolor;
  }

  .button.icon-only {
    inline-size: 2rem;
    padding: 0;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .mono {
    font-family: var(--font-mono);
  }

  .muted {
    color: var(--text-muted);
  }

  .digits {
    font-variant-numeric: tabular-nums;
  }

  .visually-hidden {
    ${hiddenToTheEye}
    white-space: nowrap;
  }

  cut-text {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  svg {
    display: block;
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
  }

  @media (pointer: coarse) {
    .button {
      min-block-size: 2.75rem;
    }

    .button.icon-only {
      inline-size: 2.75rem;
    }

    .button.quiet {
      min-block-size: 2rem;
    }
  }

  @media print {
    .button {
      display: none;
    }
  }
`;
