import { html, nothing } from "lit";
import { grouped } from "../format.ts";
import type { TimelineTexts } from "../texts/timeline.ts";
import type { Bar, Row } from "../timeline/rows.ts";
import { type TimeScale, breaksOf, placeOf } from "../timeline/time-scale.ts";
import { jobText } from "./cut-text.ts";
import { describe, lookOf, tookOf } from "./timeline-words.ts";

/** How a row is to be drawn. */
export interface RowView {
  index: number;
  /** It alone can be reached with the Tab key. */
  isActive: boolean;
  isHovered: boolean;
  scale: TimeScale;
  runEnd: number;
  texts: TimelineTexts;
}

export function timelineRow(row: Row, view: RowView) {
  const { index, isActive, isHovered, runEnd, texts } = view;
  const { name } = lookOf(row, texts);
  return html`
    <div
      role="treeitem"
      class="row of-${row.kind} is-${name} ${isHovered ? "hovered" : ""} ${row.isCritical ? "critical" : ""}"
      data-key=${row.key}
      tabindex=${isActive ? 0 : -1}
      aria-level=${row.depth + 1}
      aria-posinset=${row.position}
      aria-setsize=${row.siblings}
      aria-expanded=${row.isOpen ?? nothing}
      aria-selected=${isActive}
      .style=${`--row:${index};--depth:${Math.min(row.depth, 8)}`}
    >
      <span class="label">${label(row, texts)}</span>
      <span class="lane">${row.bars.map((bar) => drawnBar(bar, view.scale))}</span>
      <span class="took">${tookOf(row, texts)}</span>
      <span class="visually-hidden">${describe(row, runEnd, texts)}</span>
    </div>
  `;
}

function label(row: Row, texts: TimelineTexts) {
  if (row.kind === "more") return html`<span class="more">${texts.showMore(grouped(row.hidden ?? 0))}</span>`;
  const { icon } = lookOf(row, texts);
  return html`
    <span class="twist" aria-hidden="true">${row.isOpen === undefined ? nothing : twist}</span>
    <span class="mark">${icon}</span>
    <span class="what">${row.kind === "queue" ? texts.queue : jobText(row.name)}</span>
    ${row.group ? html`<span class="times">${texts.times(grouped(row.group.nodes.length))}</span>` : nothing}
  `;
}

export const twist = html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2">
  <path d="m6 4 4 4-4 4" stroke-linecap="round" stroke-linejoin="round" />
</svg>`;

function drawnBar({ start, end, state }: Bar, scale: TimeScale) {
  const from = placeOf(scale, start);
  const width = placeOf(scale, end) - from;
  const cuts = breaksOf(scale).filter((gap) => start < gap.end && end > gap.start);
  return html`<span class="bar bar-${state}" .style=${`--from:${from.toFixed(5)};--width:${width.toFixed(5)}`}></span
    >${cuts.map(({ x, width }) => html`<span class="cut" .style=${`--from:${x + width / 2}`}></span>`)}`;
}
