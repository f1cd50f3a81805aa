import { css } from "lit";

export const logDownloadsStyles = css`
  details {
    position: relative;
  }

  summary {
    vertical-align: top; /* no descenders below it: it lines up with its neighbours */
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  ul {
    position: absolute;
    inset-block-end: calc(100% + 8px);
    inset-inline-end: 0;
    z-index: 1;
    margin: 0;
    padding: 4px;
    list-style: none;
    background: var(--surface);
    border: 1px solid var(--border-strong);
    border-radius: var(--radius);
    box-shadow: 0 4px 12px rgb(0 0 0 / 20%);
  }

  li .button {
    justify-content: start;
    inline-size: 100%;
  }
`;
