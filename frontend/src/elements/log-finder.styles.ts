import { css } from "lit";
import { hiddenToTheEye } from "../styles/hidden.ts";

export const logFinderStyles = css`
  :host {
    display: block;
  }

  .finder {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    font-size: 0.75rem;
    line-height: 1.25rem;
  }

  .field {
    display: flex;
    flex: 1 1 18rem;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    min-block-size: 2rem;
    padding-inline: 10px 4px;
    color: var(--text-muted);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
  }

  .field:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }

  input {
    flex: 1;
    min-inline-size: 4rem;
    padding: 0;
    font: inherit;
    font-size: 0.8125rem;
    color: var(--text);
    text-overflow: ellipsis;
    background: none;
    border: 0;
    outline: 0;
    appearance: none;
  }

  input::placeholder {
    color: var(--text-muted);
    opacity: 1;
  }

  input::-webkit-search-cancel-button {
    display: none;
  }

  .count {
    white-space: nowrap;
  }

  .vain {
    color: var(--status-failed-text);
  }

  .tool {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
    color: var(--text-soft);
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .tool:hover {
    background: var(--surface-pressed);
  }

  .tool[disabled] {
    opacity: 0.4;
    cursor: default;
  }

  .tool svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .chips {
    display: flex;
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
    overflow: clip;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: calc(2rem - 2px);
    padding: 0 10px;
    font-weight: 500;
    color: var(--text-soft);
    background: var(--surface);
    border: 0;
    cursor: pointer;
  }

  .chip + .chip {
    border-inline-start: 1px solid var(--border);
  }

  .chip:hover {
    background: var(--surface-hover);
  }

  .chip:focus-visible {
    outline-offset: -2px;
    border-radius: var(--radius);
  }

  .chip[aria-pressed="true"] {
    color: var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--surface));
  }

  .chip svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .chip .on {
    stroke: var(--surface);
  }

  .skipped {
    color: var(--step-skipped-icon);
  }

  .errors {
    padding-inline: 12px 8px;
    font-size: 0.75rem;
  }

  .errors svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    color: var(--step-failed-icon);
  }

  @media (max-width: 40rem) {
    .chips {
      flex: 1;
    }

    .chip {
      flex: 1;
      justify-content: center;
      padding-inline: 6px;
    }

    .chip:has(svg) .word {
      ${hiddenToTheEye}
    }
  }

  @media (pointer: coarse) {
    .field,
    .chip {
      min-block-size: 2.75rem;
    }

    .tool {
      inline-size: 2.25rem;
      block-size: 2.25rem;
    }

    input {
      font-size: 1rem; /* Smaller, phones zoom in. */
    }
  }

  @media (forced-colors: active) {
    .chip[aria-pressed="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
