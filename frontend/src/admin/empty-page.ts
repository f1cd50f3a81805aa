import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { completedIcon, logIcon } from "../elements/icons.ts";
import { controls } from "../styles/controls.ts";
import { notice } from "../styles/notice.ts";

type Mood = "good" | "plain";

/** There is nothing to list, and that is good news or just so. */
@customElement("empty-page")
export class EmptyPage extends LitElement {
  static override styles = [
    controls,
    notice,
    css`
      .good {
        color: var(--step-completed-icon);
        background: var(--step-completed-background);
      }

      .good .on {
        stroke: var(--surface);
      }
    `,
  ];

  @property() mood: Mood = "plain";
  @property() heading = "";
  @property() hint = "";

  override render() {
    return html`
      <span class="icon ${this.mood}">${this.mood === "good" ? completedIcon : logIcon}</span>
      <h2 class="title">${this.heading}</h2>
      <p class="hint">${this.hint}</p>
    `;
  }
}

export function emptyPage(mood: Mood, heading: string, hint: string) {
  return html`<empty-page mood=${mood} heading=${heading} hint=${hint}></empty-page>`;
}
