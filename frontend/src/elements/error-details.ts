import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Step } from "../contract.ts";
import { grouped } from "../format.ts";
import { type Stretch, foldStack, linesOf } from "../stack-fold.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { type Link, type Section, type Traceback, parseTraceback } from "../traceback.ts";
import { cut, visibleText } from "../visible-text.ts";
import "./copy-button.ts";
import { jobText } from "./cut-text.ts";
import { errorDetailsStyles } from "./error-details.styles.ts";
import { externalIcon, twistIcon } from "./log-icons.ts";

const SHOWN_CHARACTERS = 16_000;

/** What an error card needs to know of the log around it. */
export interface ErrorContext {
  /** The step that the verdict names: its card is open. */
  openSeq: number | undefined;
  logStreamUrl: string | null | undefined;
  traceUrl: string | null | undefined;
  ticketOf: (step: Step) => string;
}

/** What broke: the exception and its causes, the stack with the job's own lines first to be seen. */
@customElement("error-details")
export class ErrorDetails extends LitElement {
  static override styles = [controls, errorDetailsStyles];

  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) context!: ErrorContext;
  @state() private whole = false;
  @state() private unfolded: ReadonlySet<number> = new Set();

  override render() {
    const details = this.step.error_details ?? "";
    const text = visibleText(this.whole ? details : cut(details, SHOWN_CHARACTERS));
    const traceback = parseTraceback(text);
    return html`
      <details class="card" ?open=${this.step.seq === this.context.openSeq}>
        <summary>
          <span class="twist">${twistIcon}</span>
          ${headline(traceback)} <span class="size digits">${this.#size(traceback, details)}</span>
        </summary>
        ${this.#stack(traceback, details)}
        <div class="foot">
          ${this.#links()}
          <copy-button
            .text=${() => this.context.ticketOf(this.step)}
            label=${logTexts().copyForTicket}
          ></copy-button>
        </div>
      </details>
    `;
  }

  #size({ sections }: Traceback, details: string): string {
    if (details.length > SHOWN_CHARACTERS) return logTexts().characters(grouped(details.length));
    const count = sections.reduce((sum, { lines }) => sum + lines.length, 0);
    return logTexts().lines(count, grouped(count));
  }

  #stack(traceback: Traceback, details: string) {
    const stretches = foldStack(traceback);
    const isFolded = stretches.some(({ fold }, n) => fold && !this.whole && !this.unfolded.has(n));
    return html`
      <div class="bar">
        <span>${logTexts().stack}</span>
        ${isFolded || this.whole || details.length > SHOWN_CHARACTERS ? this.#foldButton() : nothing}
      </div>
      <div
        class="error-details"
        tabindex="0"
        role="region"
        aria-label=${logTexts().errorDetails}
        dir="ltr"
      >${stretches.map((stretch, n) => this.#stretch(stretch, n))}${
        !this.whole && details.length > SHOWN_CHARACTERS ? "…" : nothing
      }</div>
    `;
  }

  #foldButton() {
    const toggle = () => {
      this.whole = !this.whole;
      this.unfolded = new Set();
    };
    return html`<button class="button quiet" aria-expanded=${this.whole} @click=${toggle}>
      ${this.whole ? logTexts().showLess : logTexts().showAll}
    </button>`;
  }

  /** Folded lines can still be found by the browser's own search, which unfolds them. */
  #stretch(stretch: Stretch, n: number) {
    const { sections, fold } = stretch;
    if (!fold || this.whole || this.unfolded.has(n)) return sections.map(lines);
    const unfold = () => (this.unfolded = new Set([...this.unfolded, n]));
    return html`<button class="fold" aria-expanded="false" @click=${unfold}>▸ ${foldWords(stretch)}</button
      ><span class="folded" hidden="until-found" @beforematch=${unfold}>${sections.map(lines)}</span>`;
  }

  #links() {
    const { logStreamUrl, traceUrl } = this.context;
    const link = (url: string | null | undefined, words: string) =>
      url && isWebAddress(url)
        ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${words} ${externalIcon}</a>`
        : nothing;
    return html`${link(logStreamUrl, logTexts().logStream)} ${link(traceUrl, logTexts().trace)}`;
  }
}

/** Never `javascript:`, wherever the address came from. */
function isWebAddress(url: string): boolean {
  return url.startsWith("https://");
}

function foldWords({ sections, fold, ...stretch }: Stretch): string {
  if (fold === "library") return logTexts().libraryFrames(sections.length, grouped(sections.length));
  const count = linesOf({ sections, fold, ...stretch }).length;
  return logTexts().moreLines(count, grouped(count));
}

function lines({ kind, lines }: Section) {
  return html`<span class=${kind}>${lines.join("\n")}\n</span>`;
}

function headline({ chain }: Traceback) {
  if (chain.length === 0) return html`<span class="exception">${logTexts().errorDetails}</span>`;
  return html`<span class="chain">${chain.map(exception)}</span>`;
}

function exception({ exception, relation }: Link) {
  const [, type = exception, message = ""] = /^([\w.]+)(?:: (.*))?$/s.exec(exception) ?? [];
  const words = relation === "cause" ? logTexts().causedBy : logTexts().whileHandling;
  return html`<span class="exception">
    ${relation ? html`<span class="relation-word">${words}</span>` : nothing}
    <strong>${jobText(type.split(".").at(-1) ?? type)}</strong> ${jobText(message)}
  </span>`;
}
