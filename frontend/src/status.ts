import type { SVGTemplateResult } from "lit";
import {
  completedIcon,
  failedIcon,
  inProgressIcon,
  skippedIcon,
  startedIcon,
  unknownIcon,
} from "./elements/icons.ts";

/** A status in its three channels: a word, an icon's shape, and (by `name`) a colour. */
export interface Appearance {
  name: "completed" | "failed" | "in-progress" | "skipped" | "unknown";
  word: string;
  icon: SVGTemplateResult;
}

const APPEARANCES: Record<string, Appearance> = {
  completed: { name: "completed", word: "Completed", icon: completedIcon },
  failed: { name: "failed", word: "Failed", icon: failedIcon },
  in_progress: { name: "in-progress", word: "In progress", icon: inProgressIcon },
  skipped: { name: "skipped", word: "Skipped", icon: skippedIcon },
};

/** A status this page does not know (a newer writer's) is shown as it is spelled, in neutral. */
export function appearance(status: string): Appearance {
  return APPEARANCES[status] ?? { name: "unknown", word: status, icon: unknownIcon };
}

/** The beginning of a step that has gone on since: it keeps its colour, but nothing turns any more. */
export const STARTED: Appearance = { name: "in-progress", word: "Started", icon: startedIcon };
