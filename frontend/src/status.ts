import type { SVGTemplateResult } from "lit";
import {
  completedIcon,
  failedIcon,
  inProgressIcon,
  skippedIcon,
  startedIcon,
  unknownIcon,
} from "./elements/icons.ts";
import { type SharedTexts, texts } from "./texts/shared.ts";

type Name = "completed" | "failed" | "in-progress" | "skipped" | "unknown";

/** A status in its three channels: a word, an icon's shape, and (by `name`) a colour. */
export interface Appearance {
  name: Name;
  word: string;
  icon: SVGTemplateResult;
}

const APPEARANCES: Record<string, [Name, keyof SharedTexts["statuses"], SVGTemplateResult]> = {
  completed: ["completed", "completed", completedIcon],
  failed: ["failed", "failed", failedIcon],
  in_progress: ["in-progress", "in_progress", inProgressIcon],
  skipped: ["skipped", "skipped", skippedIcon],
};

/** A status this page does not know (a newer writer's) is shown as it is spelled, in neutral. */
export function appearance(status: string): Appearance {
  const known = Object.hasOwn(APPEARANCES, status) ? APPEARANCES[status] : undefined;
  if (!known) return { name: "unknown", word: status, icon: unknownIcon };
  const [name, word, icon] = known;
  return { name, word: texts().statuses[word], icon };
}

/** The beginning of a step that has gone on since: it keeps its colour, but nothing turns any more. */
export function startedAppearance(): Appearance {
  return { name: "in-progress", word: texts().statuses.started, icon: startedIcon };
}
