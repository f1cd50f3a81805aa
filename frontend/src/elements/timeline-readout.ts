import { html, nothing } from "lit";
import { readableDuration } from "../duration.ts";
import { grouped } from "../format.ts";
import type { TimelineTexts } from "../texts/timeline.ts";
import { exactTime } from "../timeline/exact-time.ts";
import type { Row } from "../timeline/rows.ts";
import { jobText } from "./cut-text.ts";
import { lookOf, percentOf } from "./timeline-words.ts";

export interface ReadoutView {
  startedAt: string;
  runEnd: number;
  texts: TimelineTexts;
  /** undefined where the row stands for no single step. */
  goToStep: (() => void) | undefined;
}

/** The exact times of one row. */
export function timelineReadout(row: Row, view: ReadoutView) {
  const { texts, goToStep } = view;
  const { name, word, icon } = lookOf(row, texts);
  return html`
    <div class="readout is-${name}">
      <div class="which">
        <p class="title">
          <span class="mark">${icon}</span>
          <span class="what">${row.kind === "queue" ? texts.queue : jobText(row.name)}</span>
        </p>
        <p class="word">${[word, row.isCritical && texts.onCriticalPath].filter(Boolean).join(", ")}</p>
        ${goToStep ? html`<button class="button quiet" @click=${goToStep}>${texts.goToStep}</button>` : nothing}
      </div>
      <dl>${row.kind === "queue" ? queueFacts(row, view) : facts(row, view)} ${row.group ? groupFacts(row.group, view) : nothing}</dl>
    </div>
  `;
}

function facts(row: Row, { startedAt, runEnd, texts }: ReadoutView) {
  const { start, end, state } = row;
  const length = end - start;
  const share = texts.ofTheRun(percentOf(length / runEnd));
  const isOpen = state === "in_progress" || state === "unfinished";
  const endWord = state === "unfinished" ? texts.unfinished : texts.running;
  return html`
    ${moment(texts.start, startedAt, start)}
    ${isOpen ? fact(texts.end, endWord, nothing) : moment(texts.end, startedAt, end)}
    ${row.group ? nothing : fact(texts.duration, exactDuration(length), length > 0 ? share : nothing)}
  `;
}

function queueFacts({ start, end }: Row, { startedAt, texts }: ReadoutView) {
  return html`
    ${moment(texts.sent, startedAt, start)} ${moment(texts.taken, startedAt, end)}
    ${fact(texts.duration, exactDuration(end - start), nothing)}
  `;
}

function groupFacts({ nodes, failed, min, average, max }: NonNullable<Row["group"]>, { texts }: ReadoutView) {
  const all = grouped(nodes.length);
  return html`
    ${fact(texts.count, all, failed > 0 ? texts.failedOf(grouped(failed), all) : nothing)}
    ${fact(texts.shortest, readableDuration(min), nothing)}
    ${fact(texts.average, readableDuration(average), nothing)}
    ${fact(texts.longest, readableDuration(max), nothing)}
  `;
}

function moment(name: string, startedAt: string, offset: number) {
  const time = exactTime(startedAt, offset);
  const fromStart = `${offset < 0 ? "−" : "+"}${readableDuration(Math.abs(offset))}`;
  if (!time) return fact(name, fromStart, nothing);
  return html`<div>
    <dt>${name}</dt>
    <dd><time datetime=${time.iso}>${time.local}</time></dd>
    <dd class="muted">${time.utc} · ${fromStart}</dd>
  </div>`;
}

function fact(name: string, value: string, note: string | typeof nothing) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    ${note === nothing ? nothing : html`<dd class="muted">${note}</dd>`}
  </div>`;
}

/** `2m 30s` alone would hide up to a second. */
function exactDuration(milliseconds: number): string {
  const readable = readableDuration(milliseconds);
  return milliseconds < 1000 ? readable : `${readable} (${grouped(milliseconds)} ms)`;
}
