import { css } from "lit";

/** What the admin's pages and dialogs share: fields, notices, dangerous buttons. */
export const adminStyles = css`
  .button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }

  .button[aria-busy="true"] {
    cursor: progress;
  }

  .button.danger {
    color: var(--white);
    background: var(--danger-fill);
    border-color: transparent;
  }

  .button.danger:hover {
    background: var(--danger-fill-hover);
  }

  :host {
    --danger-fill: light-dark(var(--red-700), var(--red-600));
    --danger-fill-hover: light-dark(var(--red-800), var(--red-700));
  }

  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }

  .field {
    display: grid;
    gap: 4px;
    font-size: 0.8125rem;
  }

  .field .name {
    font-weight: 600;
    color: var(--text);
  }

  .field .hint {
    font-size: 0.75rem;
    color: var(--text-muted);
  }

  textarea {
    inline-size: 100%;
    min-block-size: 4rem;
    padding: 8px 12px;
    font: inherit;
    font-size: 0.8125rem;
    line-height: 1.5;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--field-border);
    border-radius: var(--radius);
    resize: vertical;
    --field-border: light-dark(var(--gray-500), var(--night-500));
  }

  textarea.mono {
    font-family: var(--font-mono);
    font-size: 0.75rem;
  }

  textarea[aria-invalid="true"] {
    border-color: var(--step-failed-border);
    box-shadow: inset 0 0 0 1px var(--step-failed-border);
  }

  .problem {
    display: flex;
    gap: 6px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--status-failed-text);
    overflow-wrap: anywhere;
  }

  .problem svg {
    margin-block-start: 2px;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 10px 16px;
    font-size: 0.8125rem;
    color: var(--text);
    background: var(--step-in-progress-background);
    border: 1px solid color-mix(in srgb, var(--step-in-progress-border) 45%, transparent);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }

  .notice > :first-child {
    flex: 1;
    min-inline-size: min(20rem, 100%);
  }

  .notice.fault {
    color: var(--status-failed-text);
    background: var(--step-failed-background);
    border-color: color-mix(in srgb, var(--step-failed-border) 45%, transparent);
  }
`;
