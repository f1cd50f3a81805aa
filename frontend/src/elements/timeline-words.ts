import { readableDuration } from "../duration.ts";
import { grouped, percent } from "../format.ts";
import { appearance } from "../status.ts";
import type { TimelineTexts } from "../texts/timeline.ts";
import type { Row } from "../timeline/rows.ts";
import type { BarState } from "../timeline/span-tree.ts";
import { clockIcon, unknownIcon } from "./icons.ts";

/** A row's state as word, icon and name of its colour. */
export function lookOf({ kind, state }: Row, texts: TimelineTexts) {
  if (kind === "queue") return { name: "queue", word: "", icon: clockIcon };
  return stateLook(state, texts);
}

function stateLook(state: BarState, texts: TimelineTexts) {
  if (state === "unfinished") return { name: "unfinished", word: texts.unfinished, icon: unknownIcon };
  return appearance(state);
}

/** `97%`, `<1%` */
export function percentOf(share: number): string {
  return share > 0 && share < 0.005 ? `<${percent(0.01)}` : percent(Math.min(1, share));
}

/** The last column: how long, or of a group the average. */
export function tookOf({ kind, state, start, end, group }: Row, texts: TimelineTexts): string {
  if (kind === "more") return "";
  if (state === "skipped" || start === end) return "–";
  if (group) return texts.averageOf(readableDuration(group.average));
  return readableDuration(end - start);
}

/** What the drawing shows, for those who do not see it. */
export function describe(row: Row, runEnd: number, texts: TimelineTexts): string {
  if (row.kind === "more") return "";
  const { group, start, end, isCritical, state } = row;
  const share = row.kind === "step" && end > start ? texts.ofTheRun(percentOf((end - start) / runEnd)) : "";
  const words = [
    lookOf(row, texts).word,
    group && texts.repeated(grouped(group.nodes.length)),
    group && group.failed > 0 && texts.failedOf(grouped(group.failed), grouped(group.nodes.length)),
    row.kind !== "queue" && texts.startsAt(`+${readableDuration(start)}`),
    state === "skipped" ? "" : share,
    isCritical && texts.onCriticalPath,
  ];
  return words.filter(Boolean).join(", ");
}
