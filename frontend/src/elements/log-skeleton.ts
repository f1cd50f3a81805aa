import { html } from "lit";

const FACTS = Array.from({ length: 8 });
const STEPS = Array.from({ length: 4 });

/** The outline of a log that is still loading; screen readers hear aria-busy instead. */
export function logSkeleton() {
  return html`
    <div class="skeleton" aria-hidden="true">
      <div class="bone verdict"></div>
      <div class="facts">${FACTS.map(() => html`<div class="bone fact"></div>`)}</div>
      ${STEPS.map(() => html`<div class="bone row"></div>`)}
    </div>
  `;
}
