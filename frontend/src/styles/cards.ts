import { type CSSResult, css } from "lit";
import { hiddenToTheEye } from "./hidden.ts";

/** Each row of a table is a card where there is no room for columns: `when` is such a rule's head. */
export function cards(when: CSSResult): CSSResult {
  return css`
    ${when} {
      table,
      tbody {
        display: block;
      }

      thead {
        ${hiddenToTheEye}
      }

      tbody tr {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 16px;
      }

      tbody tr:first-child {
        border-block-start: 0;
      }
    }
  `;
}
