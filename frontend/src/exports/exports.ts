/** All of exports is loaded together, and by admins only. */
export type { ExportPanel } from "./export-panel.ts";
import "./export-panel.ts";
import "./list-export.ts";
