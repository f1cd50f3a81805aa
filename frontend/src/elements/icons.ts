import { type SVGTemplateResult, svg } from "lit";

/** 16 × 16 drawings in the colour of the text around them. The word is always beside them. */
type Icon = SVGTemplateResult;

export const drawing = (content: SVGTemplateResult): Icon => svg`
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor"
    stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"
  >${content}</svg>`;

const disc = svg`<circle cx="8" cy="8" r="7.5" fill="currentColor" stroke="none" />`;

export const completedIcon = drawing(svg`${disc}<path class="on" d="m4.9 8.3 2.2 2.2 4-4.6" />`);
export const failedIcon = drawing(svg`${disc}<path class="on" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" />`);
export const inProgressIcon = drawing(
  svg`<circle cx="8" cy="8" r="6.5" opacity=".3" /><path class="turning" d="M8 1.5A6.5 6.5 0 0 1 14.5 8" />`,
);
export const startedIcon = drawing(
  svg`<circle cx="8" cy="8" r="6.5" /><path d="m6.6 5.4 4 2.6-4 2.6z" fill="currentColor" stroke-width="1" />`,
);
export const skippedIcon = drawing(
  svg`<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.6 2.5" /><path d="M5.5 8h5" />`,
);
export const unknownIcon = drawing(svg`<circle cx="8" cy="8" r="6.5" /><path d="M8 5v3.5M8 11v0" />`);

export const personIcon = drawing(svg`<circle cx="8" cy="5" r="2.75" /><path d="M2.75 13.75a5.25 5.25 0 0 1 10.5 0" />`);
export const closeIcon = drawing(svg`<path d="m3.5 3.5 9 9m0-9-9 9" />`);
export const refreshIcon = drawing(svg`<path d="M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3" />`);
export const copyIcon = drawing(
  svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 3.5v-.2a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.2" />`,
);
export const doneIcon = drawing(svg`<path d="m3 8.5 3.2 3.2L13 4.8" />`);
export const downloadIcon = drawing(svg`<path d="M8 2.5v7.5M4.5 7 8 10.5 11.5 7M3 13.5h10" />`);
export const logIcon = drawing(
  svg`<path d="M2.5 4v0M2.5 8v0M2.5 12v0" stroke-width="2.25" /><path d="M6 4h7.5M6 8h5.5M6 12h7" />`,
);
export const searchIcon = drawing(svg`<circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3 3" />`);
export const plugIcon = drawing(
  svg`<path d="M2 2l12 12M6.2 6.3A4 4 0 0 0 4.6 9M9.6 6.2a4 4 0 0 1 1.9 2.9M2.2 6.6a7.6 7.6 0 0 1 1.9-1.5M7.4 4a7.7 7.7 0 0 1 6.5 2.7M8 12v0" />`,
);
export const clockIcon = drawing(svg`<circle cx="8" cy="8" r="6.5" /><path d="M8 4.5V8l2.5 1.5" />`);
export const lockIcon = drawing(
  svg`<rect x="3" y="7" width="10" height="7" rx="1.5" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
);
export const upIcon = drawing(svg`<path d="m3.5 10 4.5-4.5 4.5 4.5" />`);
export const downIcon = drawing(svg`<path d="m3.5 6 4.5 4.5L12.5 6" />`);
