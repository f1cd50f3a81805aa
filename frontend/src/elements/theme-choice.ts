import { LitElement, html } from "lit";
import { customElement } from "lit/decorators.js";
import { THEMES, type Theme, theme } from "../preferences.ts";
import { choiceStyles } from "../styles/choice.ts";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";

/** Light, dark, or as the system says. */
@customElement("theme-choice")
export class ThemeChoice extends LitElement {
  static override styles = [controls, choiceStyles];

  override render() {
    return html`
      <label>
        ${siteTexts().theme}
        <select class="button" @change=${this.#choose}>
          ${THEMES.map(
            (choice) =>
              html`<option value=${choice} ?selected=${choice === theme.read()}>${siteTexts().themes[choice]}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #choose({ target }: Event): void {
    theme.choose((target as HTMLSelectElement).value as Theme);
  }
}
