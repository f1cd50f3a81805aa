import { svg } from "lit";
import { drawing } from "../elements/icons.ts";

export const reprocessIcon = drawing(
  svg`<path d="M2.5 8a5.5 5.5 0 1 0 1.6-3.9M2.5 2v3h3" /><path d="m6.8 6 3.2 2-3.2 2z" fill="currentColor" stroke-width="1" />`,
);
export const stopIcon = drawing(
  svg`<circle cx="8" cy="8" r="6.5" /><path d="M6 6h4v4h-4z" fill="currentColor" stroke-width="1" />`,
);
export const putBackIcon = drawing(svg`<path d="M6.5 3 3 6.5 6.5 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7" />`);
export const discardIcon = drawing(
  svg`<path d="M2.5 4.5h11M6 4.5V2.8h4v1.7M4 4.5l.6 9h6.8l.6-9M6.8 7.2v3.6M9.2 7.2v3.6" stroke-width="1.5" />`,
);
export const exportIcon = drawing(svg`<path d="M8 10V2.5M5 5l3-3 3 3M2.5 9.5v4h11v-4" />`);
export const warningIcon = drawing(svg`<path d="M8 2 1.6 13.5h12.8zM8 6.5v3M8 11.6v0" />`);
