import { css } from "lit";

/** A line with the name of a choice, and the choice at its end. */
export const choiceStyles = css`
  label {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    font-size: 0.8125rem;
    color: var(--text-soft);
  }

  select {
    inline-size: 10rem;
    padding-inline: 8px 4px;
  }
`;
