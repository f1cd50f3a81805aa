import type { Row } from "./rows.ts";

const PAGE = 10;

/** Where a key leads in a tree: to another row, or to opening or closing this one. */
export function keyMove(key: string, rows: Row[], index: number): Row | "toggle" | undefined {
  const row = rows[index];
  if (!row) return undefined;
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return rows[Math.min(last, index + 1)];
    case "ArrowUp":
      return rows[Math.max(0, index - 1)];
    case "PageDown":
      return rows[Math.min(last, index + PAGE)];
    case "PageUp":
      return rows[Math.max(0, index - PAGE)];
    case "Home":
      return rows[0];
    case "End":
      return rows[last];
    case "ArrowRight":
      return row.isOpen === false ? "toggle" : row.isOpen ? rows[index + 1] : undefined;
    case "ArrowLeft":
      return row.isOpen ? "toggle" : rows.find(({ key: parent }) => parent === row.parent);
    default:
      return undefined;
  }
}
