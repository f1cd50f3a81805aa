import { css } from "lit";

/** A small status icon beside a step's name, coloured by the class of the row it is in. */
export const stepMark = css`
  .mark {
    flex: none;
    color: var(--step-skipped-icon);
  }

  .mark svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .on {
    stroke: var(--surface);
  }

  .is-completed .mark {
    color: var(--step-completed-icon);
  }

  .is-failed .mark {
    color: var(--step-failed-icon);
  }

  .is-in-progress .mark {
    color: var(--step-in-progress-icon);
  }
`;
