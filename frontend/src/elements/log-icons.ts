import { svg } from "lit";
import { drawing } from "./icons.ts";

export const textSizeIcon = drawing(
  svg`<path d="M1 12.5 4.75 3.5l3.75 9M2.4 9.5h4.7M9.8 12.5l2.6-6.2 2.6 6.2M10.7 10.4h3.4" stroke-width="1.5" />`,
);
export const externalIcon = drawing(svg`<path d="M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5" />`);
export const keyboardIcon = drawing(
  svg`<rect x="1.5" y="3.5" width="13" height="9" rx="1.5" /><path d="M4.5 6.5v0M7 6.5v0M9.5 6.5v0M12 6.5v0M5 10h6" />`,
);
export const foldIcon = drawing(svg`<path d="M8 1.5v4M5.8 3.6 8 5.8l2.2-2.2M8 14.5v-4M5.8 12.4 8 10.2l2.2 2.2M2.5 8h11" />`);
export const twistIcon = drawing(svg`<path d="m6 3.5 4.5 4.5L6 12.5" />`);
