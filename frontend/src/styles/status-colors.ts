import { css } from "lit";

/** The colours of a status's icon, by the name of its appearance. */
export const statusColors = css`
  .completed {
    color: var(--step-completed-icon);
  }

  .failed {
    color: var(--step-failed-icon);
  }

  .in-progress {
    color: var(--step-in-progress-icon);
  }
`;
