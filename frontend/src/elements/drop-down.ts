import { LitElement, css, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../styles/controls.ts";
import { downIcon } from "./icons.ts";

/**
 * A button that opens a small panel below it: left by Esc, by Tab, or by a click beside it. `brief`: without its word
 * where there is no room.
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
        overflow: auto;
        overscroll-behavior: contain;
        color: var(--text);
        background: var(--surface);
        border: 1px solid var(--border-strong);
        border-radius: var(--radius);
        box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
      }

      @media (max-width: 40rem) {
        .word {
          max-inline-size: 6rem;
        }

        :host([brief]) .word {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }

        /* Where there is no room beside it, the panel comes up from below. */
        .panel {
          position: fixed;
          inset: auto 12px 12px;
          inline-size: auto;
          min-inline-size: 0;
          max-inline-size: none;
        }

        summary.button {
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
        summary.button,
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
    return html`
      <details @toggle=${this.#tell}>
        <summary class="button" title=${this.what || this.label} @click=${this.#announce}>
          ${this.icon}<span class="word"
            >${this.what ? html`<span class="visually-hidden">${this.what}: </span>` : ""}${this.label}</span
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
