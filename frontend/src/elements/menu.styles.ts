import { css } from "lit";

/** What lies in the panel of a drop-down: entries, their headings, small forms. */
export const menuStyles = css`
  h2 {
    padding: 8px 10px 4px;
    font-size: 0.75rem;
    font-weight: 500;
    color: var(--text-muted);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .entry {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    min-block-size: 2rem;
    inline-size: 100%;
    padding: 4px 10px;
    font-size: 0.8125rem;
    line-height: 1.25rem;
    text-align: start;
    text-decoration: none;
    color: var(--text-soft);
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .entry:hover {
    background: var(--surface-hover);
  }

  .entry:focus-visible {
    outline-offset: -2px;
  }

  .entry[aria-current="true"] {
    font-weight: 600;
    color: var(--accent);
  }

  .entry .mark {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .entry input {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    accent-color: var(--accent-fill);
  }

  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  hr {
    margin: 6px 0;
    border: 0;
    border-block-start: 1px solid var(--border);
  }

  form {
    display: grid;
    gap: 8px;
    padding: 4px 10px 8px;
    font-size: 0.8125rem;
  }

  form label {
    display: grid;
    gap: 4px;
    color: var(--text-soft);
  }

  form input {
    min-inline-size: 0;
    min-block-size: 2rem;
    padding: 4px 8px;
    font: inherit;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
  }

  .fault {
    font-size: 0.75rem;
    color: var(--status-failed-text);
  }

  .note {
    padding: 4px 10px;
    font-size: 0.75rem;
    color: var(--text-muted);
  }

  @media (pointer: coarse) {
    .entry,
    form input {
      min-block-size: 2.75rem;
    }

    form input {
      font-size: 1rem; /* Smaller, phones zoom in. */
    }
  }
`;
