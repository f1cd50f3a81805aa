import { html } from "lit";
import { readableDuration } from "../duration.ts";
import type { TimelineTexts } from "../texts/timeline.ts";
import { type Tick, ticks } from "../timeline/ticks.ts";
import { type TimeScale, breaksOf } from "../timeline/time-scale.ts";

const LABEL_PX = 64;

/** The line of times above the rows. `width`: of the axis, in pixels. */
export function timelineAxis(scale: TimeScale, width: number, texts: TimelineTexts) {
  return html`
    <div class="axis" aria-hidden="true">
      <span class="label">${texts.step}</span>
      <span class="ticks">
        ${shownTicks(scale, width).map(tickLabel)}
        ${breaksOf(scale).map(
          ({ x, width, start, end }) =>
            html`<span class="break-mark" title=${texts.gap(readableDuration(end - start))}
              .style=${`--from:${x};--width:${width}`}>//</span>`,
        )}
      </span>
      <span class="took">${texts.took}</span>
    </div>
  `;
}

/** Behind the rows: a hairline for each time, and a hatched strip for each shortened stretch. */
export function timelineGrid(scale: TimeScale, width: number) {
  return html`
    <div class="grid" aria-hidden="true">
      ${shownTicks(scale, width).map(({ x }) => html`<span class="hairline" .style=${`--from:${x}`}></span>`)}
      ${breaksOf(scale).map(
        ({ x, width }) => html`<span class="break" .style=${`--from:${x};--width:${width}`}></span>`,
      )}
    </div>
  `;
}

function shownTicks(scale: TimeScale, width: number): Tick[] {
  return ticks(scale, Math.min(0.5, LABEL_PX / Math.max(1, width)));
}

function tickLabel({ time, x, side }: Tick) {
  const text = `${time < 0 ? "−" : ""}${shortDuration(Math.abs(time))}`;
  return html`<span class="tick ${side}" .style=${`--from:${x}`}>${text}</span>`;
}

/** `2m`, not `2m 0s`: there is little room. */
function shortDuration(milliseconds: number): string {
  return milliseconds === 0 ? "0" : readableDuration(milliseconds).replace(/( 0[ms])+$/, "");
}
