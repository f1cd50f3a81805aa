import { css } from "lit";

export const logTimelineStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--text);
    font-family: var(--font-system);
    font-size: 0.75rem;
    line-height: 1.25rem;
  }

  .timeline {
    --label-width: 15rem;
    --took-width: 5.5rem;
    --row-height: 1.75rem;
    --inset: 12px;
    overflow: hidden;
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 16px;
    min-block-size: 2.5rem;
    padding: 4px var(--inset) 4px 4px;
    background: var(--surface-raised);
  }

  h3 {
    font-size: inherit;
    line-height: inherit;
  }

  .opener {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 6px 8px;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--heading);
    background: none;
    border: 0;
    border-radius: var(--radius-small);
    cursor: pointer;
  }

  .opener:hover {
    background: var(--surface-pressed);
  }

  .slowest {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    color: var(--text-soft);
  }

  .slowest .mono {
    font-weight: 600;
    color: var(--text);
  }

  .keys {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    margin-inline-start: auto;
    color: var(--text-muted);
  }

  .key::before {
    content: "";
    display: inline-block;
    inline-size: 16px;
    block-size: 2px;
    margin-inline-end: 6px;
    vertical-align: middle;
    background: var(--text);
  }

  .button.quiet[aria-pressed="true"] {
    border-color: currentcolor;
  }

  .scroller {
    position: relative;
    max-block-size: calc(1.75rem + var(--row-height) * 7.5);
    overflow: hidden auto;
    border-block: 1px solid var(--border);
  }

  .axis {
    position: sticky;
    inset-block-start: 0;
    z-index: 3;
    display: grid;
    grid-template-columns: var(--label-width) minmax(0, 1fr) var(--took-width);
    align-items: center;
    block-size: 1.75rem;
    padding-inline: var(--inset);
    font-size: 0.6875rem;
    color: var(--text-muted);
    background: var(--surface);
    border-block-end: 1px solid var(--border);
  }

  .axis .took {
    text-align: end;
  }

  .ticks {
    position: relative;
    block-size: 100%;
    font-variant-numeric: tabular-nums;
  }

  .tick,
  .break-mark {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(var(--from) * 100%);
    display: grid;
    align-content: center;
    white-space: nowrap;
    transform: translateX(-50%);
  }

  .tick.after {
    transform: none;
  }

  .tick.before {
    transform: translateX(-100%);
  }

  .break-mark {
    inline-size: calc(var(--width) * 100%);
    justify-content: center;
    font-weight: 600;
    transform: none;
  }

  .grid {
    position: absolute;
    inset-block-start: 1.75rem;
    inset-inline: calc(var(--inset) + var(--label-width)) calc(var(--inset) + var(--took-width));
    block-size: calc(var(--row-height) * var(--rows));
    pointer-events: none;
  }

  .hairline {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(var(--from) * 100%);
    border-inline-start: 1px solid var(--border);
  }

  .break {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(var(--from) * 100%);
    inline-size: calc(var(--width) * 100%);
    background: repeating-linear-gradient(-45deg, transparent 0 5px, var(--border) 5px 6px);
    border-inline: 1px dashed var(--border-strong);
  }

  .readout {
    display: grid;
    grid-template-columns: var(--label-width) minmax(0, 1fr);
    align-content: start;
    min-block-size: 5.25rem;
    padding: 8px var(--inset);
  }

  .which {
    display: flex;
    flex-direction: column;
    align-items: start;
    min-inline-size: 0;
    padding-inline-end: 12px;
  }

  .title {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
  }

  .title .what {
    min-inline-size: 0;
    overflow: hidden;
    font-family: var(--font-mono);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .readout.is-queue .what {
    font-family: var(--font-system);
  }

  .word {
    color: var(--text-muted);
  }

  .which .button {
    margin-inline-start: -6px;
  }

  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 28px;
    font-variant-numeric: tabular-nums;
  }

  dt {
    color: var(--text-muted);
  }

  dd {
    color: var(--text);
  }

  @container (max-width: 36rem) {
    .timeline {
      --label-width: 0px;
      --took-width: 0px;
      --row-height: 2.75rem;
    }

    .axis > .label,
    .axis > .took {
      display: none;
    }

    .axis {
      grid-template-columns: minmax(0, 1fr);
    }

    .scroller {
      max-block-size: calc(1.75rem + var(--row-height) * 4.5);
    }

    .slowest {
      flex: 1 0 100%;
      padding: 0 0 4px 8px;
    }

    .keys {
      margin-inline-start: 8px;
    }

    .break {
      background: var(--surface-raised);
    }

    .readout {
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }

    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr));
      gap: 8px 16px;
    }
  }

  @media (forced-colors: active) {
    .key::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
