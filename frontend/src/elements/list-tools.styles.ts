import { css } from "lit";

export const listToolsStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px;
    min-inline-size: 0;
  }

  list-search {
    flex: 1 1 20rem;
  }

  status-tabs {
    flex: 0 1 auto;
    min-inline-size: 0;
  }

  .menus {
    display: flex;
    gap: 8px;
    margin-inline-start: auto;
  }

  keyboard-help {
    position: absolute; /* It takes no row. */
  }

  .missing {
    font-size: 0.75rem;
    color: var(--status-failed-text);
  }

  @media (max-width: 40rem) {
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }

    overview-strip,
    list-search {
      flex: 1 0 100%;
    }

    status-tabs {
      order: 1;
      flex: 1 0 100%;
    }

    .bar,
    .menus {
      display: contents;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
