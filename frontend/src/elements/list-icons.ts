import { svg } from "lit";
import { drawing } from "./icons.ts";

export const letterIcon = drawing(svg`<rect x="1.75" y="3.5" width="12.5" height="9" rx="1.5" /><path d="m2.5 4.5 5.5 4.25L13.5 4.5" />`);
export const columnsIcon = drawing(svg`<rect x="2" y="3" width="12" height="10" rx="1.5" /><path d="M6 3v10M10 3v10" />`);
export const viewsIcon = drawing(svg`<path d="M4 2.5h8v11L8 10.5l-4 3z" />`);
export const editIcon = drawing(svg`<path d="m10.5 2.8 2.7 2.7L5.7 13H3v-2.7zM9 4.3 11.7 7" />`);
