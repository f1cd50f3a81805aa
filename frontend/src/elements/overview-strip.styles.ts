import { css } from "lit";

export const overviewStripStyles = css`
  nav {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 12px;
  }

  .tile {
    display: grid;
    grid-template: "number icon" auto "words words" 1fr / minmax(0, 1fr) auto;
    align-items: start;
    gap: 2px 8px;
    min-block-size: 4.5rem;
    padding: 10px 16px;
    color: var(--text-soft);
    text-decoration: none;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius-large);
    box-shadow: var(--shadow-raised);
  }

  a.tile:hover {
    background: var(--surface-hover);
    border-color: var(--border-strong);
  }

  .tile[aria-current] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }

  .icon {
    grid-area: icon;
    align-self: center;
    color: var(--text-muted);
  }

  .icon svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .icon .on {
    stroke: var(--surface);
  }

  .in-progress .icon {
    color: var(--step-in-progress-icon);
  }

  .urgent .icon,
  .urgent .number {
    color: var(--step-failed-icon);
  }

  .number {
    grid-area: number;
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.75rem;
    color: var(--heading);
  }

  .words {
    grid-area: words;
    font-size: 0.75rem;
    line-height: 1.25rem;
  }

  a .words {
    text-decoration: underline transparent;
    text-underline-offset: 3px;
  }

  a:hover .words {
    text-decoration-color: currentcolor;
  }

  .bone {
    display: block;
    inline-size: 2.5rem;
    block-size: 1.25rem;
    background: var(--skeleton);
    border-radius: var(--radius-small);
  }

  @media (max-width: 56rem) {
    nav {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 8px;
    }

    .tile {
      min-block-size: 3.75rem;
      padding: 6px 12px;
    }

    .number {
      font-size: 1.125rem;
      line-height: 1.5rem;
    }
  }
`;
