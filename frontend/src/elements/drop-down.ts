import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { floating } from "../styles/floating.ts";
import { hiddenToTheEye } from "../styles/hidden.ts";
import { jobText } from "./cut-text.ts";
import { downIcon } from "./icons.ts";

/**
 * A button that opens a small panel below it, or above it with `up`: left by Esc, by Tab, or by a click beside it.
 * `brief`: without its word where there is no room. `quiet`: a button among words.
 *
 * @fires opening - the panel is about to be seen: what is in it can wait for that
 * @fires opened - detail: whether it is open now
 */
@customElement("drop-down")
export class DropDown extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      details {
        position: relative;
      }

      summary {
        max-inline-size: 16rem;
        vertical-align: top; /* no descenders below it: it lines up with its neighbours */
        list-style: none;
      }

      summary::-webkit-details-marker {
        display: none;
      }

      .word {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .twist {
        display: contents;
      }

      .twist svg {
        inline-size: 0.75rem;
        block-size: 0.75rem;
        margin-inline-start: -2px;
        color: var(--text-muted);
      }

      :host([tall]) summary {
        min-block-size: 2.5rem;
      }

      .panel {
        position: absolute;
        inset-block-start: calc(100% + 4px);
        inset-inline-end: 0;
        z-index: 5;
        inline-size: max-content;
        min-inline-size: 100%;
        max-inline-size: 22rem;
        max-block-size: min(34rem, 70vh);
        padding: 6px;
        ${floating}
      }

      :host([up]) .panel {
        inset-block: auto calc(100% + 8px);
      }

      @media (max-width: 40rem) {
        .word {
          max-inline-size: 6rem;
        }

        :host([brief]) .word {
          ${hiddenToTheEye}
        }

        /* Where there is no room beside it, the panel comes up from below. */
        :host(:not([up])) .panel {
          position: fixed;
          inset: auto 12px 12px;
          inline-size: auto;
          min-inline-size: 0;
          max-inline-size: none;
        }

        summary.button:not(.quiet) {
          min-block-size: 2.5rem;
          padding-inline: 10px;
        }
      }

      @media (max-width: 24rem) {
        :host([brief]) .twist {
          display: none;
        }
      }

      @media (pointer: coarse) {
        summary.button:not(.quiet),
        :host([tall]) summary {
          min-block-size: 2.75rem;
        }
      }
    `,
  ];

  @property() label = "";
  /** What it chooses, for those who see only what is chosen. */
  @property() what = "";
  @property({ attribute: false }) icon: unknown;
  @property({ type: Boolean }) quiet = false;
  @query("details") private readonly menu!: HTMLDetailsElement;
  @query("summary") private readonly opener!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pointerdown", this.#point);
    this.addEventListener("keydown", this.#leave);
    this.addEventListener("focusout", this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pointerdown", this.#point);
  }

  override render() {
    const { what, label } = this;
    return html`
      <details @toggle=${this.#tell}>
        <summary
          class=${this.quiet ? "button quiet" : "button"}
          title=${what ? `${what}: ${label}` : label}
          @click=${this.#announce}
        >
          ${this.icon}<span class="word"
            >${what ? html`<span class="visually-hidden">${what}: </span>` : ""}${jobText(label)}</span
          ><span class="twist">${downIcon}</span>
        </summary>
        <div class="panel"><slot></slot></div>
      </details>
    `;
  }

  get isOpen(): boolean {
    return this.menu?.open ?? false;
  }

  /** The focus goes back to where it came from. */
  close(): void {
    this.menu.open = false;
    this.opener.focus();
  }

  #announce(): void {
    this.dispatchEvent(new Event("opening"));
  }

  #tell(): void {
    this.dispatchEvent(new CustomEvent("opened", { detail: this.menu.open }));
  }

  readonly #leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  readonly #follow = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.menu.open = false;
  };

  readonly #point = (event: Event): void => {
    if (this.isOpen && !event.composedPath().includes(this)) this.menu.open = false;
  };
}
