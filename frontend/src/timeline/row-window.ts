/** Of many rows of one height only those in sight are drawn, and some around them. */
export interface RowWindow {
  first: number;
  /** One past the last. */
  end: number;
}

const OVERSCAN = 8;

export function rowWindow(
  { scrollTop, height, rowHeight }: { scrollTop: number; height: number; rowHeight: number },
  rows: number,
): RowWindow {
  const first = Math.floor(scrollTop / rowHeight) - OVERSCAN;
  const end = Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN;
  return { first: Math.max(0, Math.min(first, rows)), end: Math.max(0, Math.min(end, rows)) };
}
