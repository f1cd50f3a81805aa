import { css } from "lit";

export const auditPageStyles = css`
  .about {
    margin-block: -8px 16px;
    font-size: 0.875rem;
    color: var(--text-muted);
  }

  .notice {
    margin-block-end: 16px;
  }

  th,
  td {
    vertical-align: top;
  }

  .when,
  .what {
    white-space: nowrap;
  }

  .when .exact,
  .part {
    display: block;
    font-size: 0.75rem;
    color: var(--text-muted);
  }

  .who,
  .target {
    min-inline-size: 11rem;
    max-inline-size: 18rem;
    overflow-wrap: anywhere;
  }

  .why {
    inline-size: 35%;
    color: var(--text-soft);
  }

  .deed {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 600;
  }

  @media (max-width: 56rem) {
    tbody tr {
      padding: 14px 16px;
    }

    td,
    td:first-child,
    td:last-child {
      inline-size: auto;
      min-inline-size: 0;
      max-inline-size: none;
      padding: 0;
    }

    .what {
      grid-area: 1 / 1;
    }

    .when {
      grid-area: 1 / 2;
      text-align: end;
    }

    .target {
      grid-area: 2 / 1 / auto / -1;
    }

    .who {
      grid-area: 3 / 1 / auto / -1;
    }

    .why {
      grid-area: 4 / 1 / auto / -1;
    }
  }
`;
