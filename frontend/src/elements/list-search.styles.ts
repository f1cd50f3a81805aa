import { css } from "lit";
import { floating } from "../styles/floating.ts";
import { hiddenToTheEye } from "../styles/hidden.ts";

export const listSearchStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  .field {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    min-block-size: 2.5rem;
    padding: 4px 6px 4px 12px;
    color: var(--text-muted);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
    cursor: text;
  }

  .field:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .tokens {
    display: contents;
  }

  .tokens[hidden] {
    display: none;
  }

  .token {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    min-block-size: 1.75rem;
    padding-inline-start: 8px;
    font-size: 0.75rem;
    line-height: 1.25rem;
    color: var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--surface));
    border: 1px solid color-mix(in srgb, var(--accent) 25%, var(--surface));
    border-radius: var(--radius-small);
    cursor: default;
  }

  .name {
    color: var(--text-soft);
  }

  .value {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }

  .token.bad {
    color: var(--status-failed-text);
    background: var(--status-failed-background);
    border-color: currentcolor;
    border-style: dashed;
  }

  .token svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .token .on {
    stroke: var(--surface);
  }

  .remove {
    display: grid;
    place-items: center;
    flex: none;
    align-self: stretch;
    inline-size: 1.5rem;
    padding: 0;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .remove svg {
    inline-size: 0.625rem;
    block-size: 0.625rem;
    stroke-width: 2.5;
  }

  .remove:hover,
  .clear:hover {
    background: var(--surface-pressed);
  }

  .remove:focus-visible {
    outline-offset: -2px;
  }

  input {
    flex: 1 1 8rem;
    min-inline-size: 6rem;
    min-block-size: 1.75rem;
    padding: 0;
    font: inherit;
    font-size: 0.8125rem;
    color: var(--text);
    text-overflow: ellipsis;
    background: none;
    border: 0;
  }

  input:focus-visible {
    outline: 0; /* The field around it shows where the focus is. */
  }

  input::placeholder {
    color: var(--text-muted);
    opacity: 1;
  }

  .clear {
    min-block-size: 1.75rem;
    margin-inline-start: auto;
    padding: 0 8px;
    font-size: 0.75rem;
    font-weight: 500;
    color: var(--accent);
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .clear svg {
    display: none;
  }

  .suggestions {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline: -1px;
    z-index: 3;
    max-block-size: min(24rem, 60vh);
    padding: 4px;
    ${floating}
    cursor: default;
  }

  [role="option"] {
    display: grid;
    grid-template-columns: minmax(7rem, auto) minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    min-block-size: 2rem;
    padding: 4px 10px;
    font-size: 0.8125rem;
    color: var(--text-soft);
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  [role="option"]:has(> svg) {
    grid-template-columns: auto minmax(0, 1fr);
  }

  [role="option"]:hover {
    background: var(--surface-hover);
  }

  [aria-selected="true"] {
    color: var(--accent);
    background: color-mix(in srgb, var(--accent) 10%, var(--surface));
  }

  .code {
    font-family: var(--font-mono);
    font-size: 0.75rem;
    color: var(--text);
  }

  .code,
  .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  [aria-selected="true"] .code {
    color: inherit;
  }

  #fault {
    font-size: 0.8125rem;
    color: var(--status-failed-text);
    overflow-wrap: anywhere;
    margin-block-start: 6px;
  }

  @media (pointer: coarse) {
    .field,
    .token,
    .clear,
    [role="option"] {
      min-block-size: 2.75rem;
    }

    .remove {
      inline-size: 2.5rem;
    }

    input {
      font-size: 1rem; /* Smaller, phones zoom in. */
    }
  }

  @media (max-width: 40rem) {
    input {
      flex-basis: 4rem;
      min-inline-size: 4rem;
    }

    .clear svg {
      display: block;
    }

    .clear .word {
      ${hiddenToTheEye}
    }

    [role="option"]:not(:has(> svg)) {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
      padding-block: 6px;
    }
  }

  @media (forced-colors: active) {
    [aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
