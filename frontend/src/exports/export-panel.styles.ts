import { css } from "lit";

export const exportPanelStyles = css`
  section {
    position: fixed;
    inset-block-end: 16px;
    inset-inline-end: 16px;
    z-index: 4;
    inline-size: min(26rem, 100vw - 32px);
    max-block-size: min(24rem, 60vh);
    overflow: auto;
    padding: 8px 16px 12px;
    font-family: var(--font-system);
    font-size: 0.8125rem;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius-large);
    box-shadow: 0 8px 32px rgb(0 0 0 / 22%);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }

  header .button,
  .forget {
    border-color: transparent;
    background: none;
  }

  h2 {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--heading);
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px;
    padding-block: 10px;
  }

  li + li {
    border-block-start: 1px solid var(--border);
  }

  .what {
    flex: 1 1 10rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name {
    font-weight: 600;
  }

  .filter {
    font-weight: 400;
    color: var(--text-soft);
  }

  .state,
  .muted {
    font-size: 0.75rem;
    color: var(--text-muted);
  }

  .icon {
    padding-block-start: 2px;
    color: var(--step-in-progress-icon);
  }

  .icon .on {
    stroke: var(--surface);
  }

  .completed .icon {
    color: var(--step-completed-icon);
  }

  .failed .icon {
    color: var(--step-failed-icon);
  }

  .failed .state,
  .fault {
    color: var(--status-failed-text);
  }

  .notice {
    margin-block-start: 4px;
    padding: 4px 8px;
    font-size: 0.75rem;
    color: var(--status-in-progress-text);
    background: var(--status-in-progress-background);
    border-radius: var(--radius-small);
  }

  .forget svg {
    inline-size: 0.75rem;
    block-size: 0.75rem;
  }

  .turning {
    transform-origin: center;
    animation: turn 1.2s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .turning {
      animation: none;
    }
  }

  @media print {
    section {
      display: none;
    }
  }
`;
