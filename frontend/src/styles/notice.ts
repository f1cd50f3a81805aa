import { css } from "lit";

/** A whole place that has nothing to show: an icon, what is the case, and the way on. */
export const notice = css`
  :host {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 64px 24px;
    text-align: center;
  }

  .icon {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    margin-block-end: 8px;
    color: var(--text-muted);
    background: var(--surface-pressed);
    border-radius: 50%;
  }

  .icon svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .on {
    stroke: var(--surface-pressed);
  }

  .title {
    font-size: 1rem;
    font-weight: 600;
    color: var(--heading);
  }

  .hint {
    max-inline-size: 30rem;
    font-size: 0.875rem;
    color: var(--text-muted);
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
`;
