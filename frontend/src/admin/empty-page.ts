import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { completedIcon, logIcon } from "../elements/icons.ts";
import { controls } from "../styles/controls.ts";

type Mood = "good" | "plain";

/** There is nothing to list, and that is good news or just so. */
@customElement("empty-page")
export class EmptyPage extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 64px 24px;
        text-align: center;
      }

      .icon {
        display: grid;
        place-items: center;
        inline-size: 3rem;
        block-size: 3rem;
        margin-block-end: 8px;
        color: var(--text-muted);
        background: var(--surface-pressed);
        border-radius: 50%;
      }

      .icon.good {
        color: var(--step-completed-icon);
        background: var(--step-completed-background);
      }

      .icon svg {
        inline-size: 1.5rem;
        block-size: 1.5rem;
      }

      .on {
        stroke: var(--surface);
      }

      h2 {
        font-size: 1rem;
        font-weight: 600;
        color: var(--heading);
      }

      p {
        max-inline-size: 28rem;
        font-size: 0.875rem;
        color: var(--text-muted);
        text-wrap: balance;
      }
    `,
  ];

  @property() mood: Mood = "plain";
  @property() heading = "";
  @property() hint = "";

  override render() {
    return html`
      <span class="icon ${this.mood}">${this.mood === "good" ? completedIcon : logIcon}</span>
      <h2>${this.heading}</h2>
      <p>${this.hint}</p>
    `;
  }
}

export function emptyPage(mood: Mood, heading: string, hint: string) {
  return html`<empty-page mood=${mood} heading=${heading} hint=${hint}></empty-page>`;
}
