import { html, nothing } from "lit";
import type { Step } from "../contract.ts";
import { grouped, percent } from "../format.ts";
import { logTexts } from "../texts/log.ts";

interface Progress {
  done: number;
  total: number;
}

/** A bar for a step that reported how far it is. `isRunning`: it may still go on. */
export function stepProgress(step: Step, isRunning: boolean) {
  const progress = progressOf(step);
  if (!progress) return nothing;
  const { done, total } = progress;
  return html`
    <div class="progress ${isRunning ? "going" : ""}">
      <progress max=${total} .value=${done} aria-label=${logTexts().progressOf(step.step)}></progress>
      <span class="digits">${logTexts().progress(grouped(done), grouped(total))} · ${percent(done / total)}</span>
    </div>
  `;
}

export function progressOf({ metadata }: Pick<Step, "metadata">): Progress | undefined {
  const { done, total } = (metadata["progress"] ?? {}) as Partial<Progress>;
  if (typeof done !== "number" || typeof total !== "number" || !(total > 0)) return undefined;
  return { done: Math.min(Math.max(done, 0), total), total };
}
