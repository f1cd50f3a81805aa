import { css } from "lit";
import { hiddenToTheEye } from "../styles/hidden.ts";

export const logFooterStyles = css`
  :host {
    position: relative;
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 16px 6px 24px;
    min-block-size: 2.5rem;
    font-size: 0.75rem;
    color: var(--text-muted);
    font-variant-numeric: tabular-nums;
    border-block-start: 1px solid var(--border);
  }

  .total {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin-inline-start: auto;
  }

  progress {
    inline-size: 6rem;
    block-size: 6px;
    accent-color: var(--step-in-progress-border);
  }

  .live::before {
    content: "";
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    background: var(--step-in-progress-border);
    border-radius: 50%;
    animation: breathe 2s ease-in-out infinite alternate;
  }

  .lost {
    font-weight: 600;
    color: var(--status-failed-text);
  }

  .keys {
    color: var(--text-muted);
  }

  .unseen {
    position: absolute;
    inset-block-end: calc(100% + 12px);
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    border-radius: 999px;
    box-shadow: 0 4px 12px rgb(0 0 0 / 20%);
    animation: rise 160ms ease-out;
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.35;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .live::before,
    .unseen {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .live::before {
      background: Highlight;
      forced-color-adjust: none;
    }
  }

  @media (max-width: 40rem) {
    :host {
      gap: 4px 8px;
      padding-inline: 16px;
    }

    .button.keys {
      padding: 0 4px;
    }

    .keys .word {
      ${hiddenToTheEye}
    }
  }

  /* Who has no keyboard needs no list of keys. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }
`;
