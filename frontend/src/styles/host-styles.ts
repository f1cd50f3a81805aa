import type { CSSResult } from "lit";

/** Styles that the Process Log brings along where no page of ours is around it. */
export const hostStyles: CSSResult[] = [];
