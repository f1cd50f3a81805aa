import { css } from "lit";

/** On a narrow screen each row of the table is a card. */
export const executionCardsStyles = css`
  @media (max-width: 64rem) {
    tbody tr {
      align-items: center;
      padding: 16px;
    }

    th,
    td,
    th:first-child,
    td:first-child,
    td:last-child {
      padding: 0;
      font-size: 0.75rem;
    }

    .company {
      grid-area: 1 / 1;
      inline-size: auto;
      max-inline-size: none;
      min-inline-size: 0;
    }

    .status {
      grid-area: 1 / 2;
      align-self: start;
      justify-self: end;
    }

    .tracking,
    .tier {
      grid-column: 1;
    }

    .duration,
    .attempt {
      grid-column: 2;
    }

    .tracking {
      grid-row: 2;
    }

    .duration {
      grid-row: 2;
    }

    .tier {
      grid-row: 3;
    }

    .attempt {
      grid-row: 3;
    }

    .attempt .label {
      display: inline;
    }

    td.started {
      grid-area: 4 / 1;
      white-space: normal;
    }

    .action {
      grid-area: 4 / 2;
    }
  }
`;
