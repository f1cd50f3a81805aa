import { LitElement, css, html } from "lit";
import { customElement } from "lit/decorators.js";
import { THEMES, type Theme, theme } from "../preferences.ts";
import { controls } from "../styles/controls.ts";
import { siteTexts } from "../texts/site.ts";

/** Light, dark, or as the system says. */
@customElement("theme-choice")
export class ThemeChoice extends LitElement {
  static override styles = [
    controls,
    css`
      select {
        padding-inline: 8px 4px;
      }
    `,
  ];

  override render() {
    return html`
      <select class="button" aria-label=${siteTexts().theme} @change=${this.#choose}>
        ${THEMES.map(
          (choice) =>
            html`<option value=${choice} ?selected=${choice === theme.read()}>${siteTexts().themes[choice]}</option>`,
        )}
      </select>
    `;
  }

  #choose({ target }: Event): void {
    theme.choose((target as HTMLSelectElement).value as Theme);
  }
}
