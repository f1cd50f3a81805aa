import { LitElement, css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { count } from "../format.ts";
import { controls } from "../styles/controls.ts";
import { cut, visibleText } from "../visible-text.ts";
import "./copy-button.ts";

const HEAD_LINES = 5;
const TAIL_LINES = 7;
const FOLDED_CHARACTERS = 4000;

/** A stack trace: as it was written, folded when long, to be copied whole. */
@customElement("error-details")
export class ErrorDetails extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        margin-block-end: 4px;
        font-family: var(--font-system);
        font-size: var(--size-message);
        color: var(--text-muted);
      }

      .bar :first-child {
        margin-inline-end: auto;
      }

      .error-details {
        padding: 4px 8px;
        max-block-size: 32rem;
        overflow: auto;
        font-family: var(--font-mono);
        font-size: var(--size-error);
        line-height: 1.6;
        color: var(--error-text);
        /* The specified red on its background reaches 4.4:1. A narrow outline counts as the letter
           (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio, note 4) and lifts it above 4.5:1. */
        -webkit-text-stroke: 0.03em var(--error-outline);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        background-color: var(--error-background);
        border-radius: 4px;
        box-shadow: 0 0 0 1px var(--error-border);
      }

      @media (forced-colors: active) {
        .error-details {
          outline: 1px solid;
        }
      }
    `,
  ];

  @property() text = "";
  @state() private unfolded = false;

  override render() {
    const text = visibleText(this.text);
    const lines = text.split("\n").length;
    const short = folded(text);
    return html`
      <div class="bar">
        <span>Error details${lines > 1 ? html` · <span class="digits">${count(lines, "line")}</span>` : nothing}</span>
        ${short === text ? nothing : this.#foldButton()}
        <copy-button .text=${text} what="error details"></copy-button>
      </div>
      <pre
        class="error-details"
        tabindex="0"
        role="region"
        aria-label="Error details"
        dir="ltr"
      >${this.unfolded ? text : short}</pre>
    `;
  }

  #foldButton() {
    return html`<button
      class="button quiet"
      aria-expanded=${this.unfolded}
      @click=${() => (this.unfolded = !this.unfolded)}
    >
      ${this.unfolded ? "Show less" : "Show all"}
    </button>`;
  }
}

/** Where it began and where it ended: a trace's first lines, and its last with the error itself. */
function folded(text: string): string {
  const lines = text.split("\n");
  const hidden = lines.length - HEAD_LINES - TAIL_LINES;
  const ends = [...lines.slice(0, HEAD_LINES), `… ${count(hidden, "more line")} …`, ...lines.slice(-TAIL_LINES)];
  const short = hidden > 1 ? ends.join("\n") : text;
  return short.length > FOLDED_CHARACTERS ? `${cut(short, FOLDED_CHARACTERS)}\n…` : short;
}
