import { LitElement, html } from "lit";
import { customElement } from "lit/decorators.js";
import { LANGUAGES, language } from "../preferences.ts";
import { choiceStyles } from "../styles/choice.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts/shared.ts";

type Choice = (typeof LANGUAGES)[number];

/** The page's language, or as the browser says. The page is loaded anew in it, at the same place. */
@customElement("language-choice")
export class LanguageChoice extends LitElement {
  static override styles = [controls, choiceStyles];

  override render() {
    return html`
      <label>
        ${texts().language}
        <select class="button" @change=${choose}>
          ${LANGUAGES.map(
            (choice) =>
              html`<option value=${choice} ?selected=${choice === language.read()}>${texts().languages[choice]}</option>`,
          )}
        </select>
      </label>
    `;
  }
}

function choose({ target }: Event): void {
  language.choose((target as HTMLSelectElement).value as Choice);
  location.reload();
}
