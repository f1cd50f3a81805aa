import { LitElement, css, html } from "lit";
import { customElement } from "lit/decorators.js";
import { LANGUAGES, language } from "../preferences.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts.ts";

type Choice = (typeof LANGUAGES)[number];

/** The page's language, or as the browser says. The page is loaded anew in it, at the same place. */
@customElement("language-choice")
export class LanguageChoice extends LitElement {
  static override styles = [
    controls,
    css`
      select {
        inline-size: 8rem;
        padding-inline: 8px 4px;
        text-overflow: ellipsis;
      }
    `,
  ];

  override render() {
    return html`
      <select class="button" aria-label=${texts().language} @change=${choose}>
        ${LANGUAGES.map(
          (choice) =>
            html`<option value=${choice} ?selected=${choice === language.read()}>${texts().languages[choice]}</option>`,
        )}
      </select>
    `;
  }
}

function choose({ target }: Event): void {
  language.choose((target as HTMLSelectElement).value as Choice);
  location.reload();
}
