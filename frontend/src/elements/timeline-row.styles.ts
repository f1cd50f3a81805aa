import { css } from "lit";

/** Rows and bars of the timeline. A state has a colour and a texture; its icon and word are beside it. */
export const timelineRowStyles = css`
  .rows {
    position: relative;
    z-index: 1;
    block-size: calc(var(--row-height) * var(--rows));
  }

  .row {
    position: absolute;
    inset-block-start: calc(var(--row) * var(--row-height));
    inset-inline: 0;
    display: grid;
    grid-template-columns: var(--label-width) minmax(0, 1fr) var(--took-width);
    align-items: center;
    block-size: var(--row-height);
    padding-inline: var(--inset);
    cursor: pointer;
  }

  .row.of-queue {
    cursor: default;
  }

  .row.hovered {
    background: color-mix(in srgb, var(--accent) 7%, transparent);
  }

  .row[aria-selected="true"] {
    background: color-mix(in srgb, var(--accent) 10%, transparent);
  }

  .row:focus-visible {
    outline-offset: -2px;
    border-radius: var(--radius-small);
  }

  .row .label {
    display: flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    padding-inline: calc(var(--depth) * 14px) 12px;
  }

  .twist {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 1rem;
    block-size: 1.5rem;
    color: var(--text-muted);
  }

  .row .twist {
    margin-inline-start: -4px;
  }

  .flat .twist {
    display: none;
  }

  .twist svg {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    transition: transform 120ms ease-out;
  }

  [aria-expanded="true"] > .twist svg,
  [aria-expanded="true"] > .label .twist svg {
    transform: rotate(90deg);
  }

  .row .what {
    min-inline-size: 0;
    overflow: hidden;
    font-family: var(--font-mono);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .row.of-queue .what {
    font-family: var(--font-system);
    color: var(--text-muted);
  }

  .is-skipped .what {
    color: var(--text-muted);
  }

  .times {
    flex: none;
    padding-inline: 6px;
    font-size: 0.6875rem;
    line-height: 1rem;
    color: var(--status-unknown-text);
    background: var(--status-unknown-background);
    border-radius: 999px;
    font-variant-numeric: tabular-nums;
  }

  .more {
    padding-inline-start: 18px;
    color: var(--accent);
  }

  .row .took {
    color: var(--text-soft);
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .is-failed .took {
    color: var(--status-failed-text);
  }

  .lane {
    position: relative;
    block-size: 100%;
  }

  .bar {
    --least: 4px;
    position: absolute;
    inset-block: calc(50% - 5px) auto;
    inset-inline-start: min(calc(var(--from) * 100%), calc(100% - var(--least)));
    inline-size: max(var(--least), calc(var(--width) * 100%));
    block-size: 10px;
    border-radius: 3px;
    background: var(--step-skipped-border);
  }

  .bar-completed {
    background: var(--step-completed-border);
  }

  .of-queue .bar {
    background: repeating-linear-gradient(
      90deg,
      var(--step-skipped-border) 0 2px,
      transparent 2px 5px
    );
    border: 1px solid var(--step-skipped-border);
  }

  .bar-failed {
    background: repeating-linear-gradient(
        135deg,
        transparent 0 4px,
        color-mix(in srgb, var(--step-failed-border) 60%, black) 4px 5px
      ),
      var(--step-failed-border);
  }

  .bar-in_progress {
    border-radius: 3px 0 0 3px;
    background: linear-gradient(
      90deg,
      var(--step-in-progress-border) calc(100% - 24px),
      color-mix(in srgb, var(--step-in-progress-border) 35%, transparent)
    );
    animation: breathe 2s ease-in-out infinite alternate;
  }

  .bar-unfinished {
    background: color-mix(in srgb, var(--step-in-progress-border) 25%, transparent);
    border: 1px dashed var(--step-in-progress-border);
    border-inline-end: 0;
    border-radius: 3px 0 0 3px;
  }

  .bar-skipped {
    background: none;
    border: 1px dashed var(--step-skipped-border);
  }

  .of-group .bar {
    opacity: 0.75;
  }

  .of-group .bar-failed {
    opacity: 1;
  }

  /* A bar over a shortened stretch is torn there. */
  .cut {
    position: absolute;
    inset-block: calc(50% - 8px);
    inset-inline-start: calc(var(--from) * 100%);
    inline-size: 5px;
    background: var(--surface);
    border-inline: 1px solid var(--text-muted);
    transform: translateX(-50%) skewX(-20deg);
  }

  .critical .bar::after {
    content: "";
    position: absolute;
    inset-block-start: calc(100% + 2px);
    inset-inline: 0;
    block-size: 2px;
    background: var(--text);
  }

  @keyframes breathe {
    to {
      opacity: 0.7;
    }
  }

  @container (max-width: 36rem) {
    .row {
      grid-template: 1.5rem 1rem / minmax(0, 1fr) auto;
      align-content: center;
    }

    .row .label {
      padding-inline: calc(min(var(--depth), 4) * 10px) 8px;
    }

    .row .lane {
      grid-area: 2 / 1 / auto / span 2;
    }

    .row .took {
      grid-area: 1 / 2;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bar-in_progress {
      animation: none;
    }

    .twist svg {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .bar {
      background: Canvas;
      border: 1px solid CanvasText;
    }

    .bar-completed {
      background: CanvasText;
    }

    .bar-failed {
      border-width: 2px;
      border-color: Mark;
      forced-color-adjust: none;
      background: repeating-linear-gradient(135deg, Canvas 0 3px, CanvasText 3px 5px);
    }

    .bar-in_progress,
    .bar-unfinished,
    .bar-skipped {
      border-style: dashed;
    }

    .critical .bar::after {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .row[aria-selected="true"] {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
