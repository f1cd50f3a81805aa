import { html, nothing } from "lit";
import { adminTexts } from "../texts/admin.ts";

const LIMIT = 500;
/** The count is told when it begins to matter. */
const TOLD_BELOW = 100;

interface ReasonField {
  value: string;
  hint?: string;
  required?: boolean;
  focused?: boolean;
  change(value: string): void;
}

/** Who asks is known from the sign-in; why is asked here. */
export function reasonField({ value, hint = "", required = false, focused = false, change }: ReasonField) {
  const texts = adminTexts();
  const left = LIMIT - value.length;
  return html`<label class="field">
    <span><span class="name">${texts.reason}</span>${required ? nothing : html` (${texts.optional})`}</span>
    ${hint ? html`<span class="hint">${hint}</span>` : nothing}
    <textarea
      class="reason"
      rows="2"
      maxlength=${LIMIT}
      ?required=${required}
      ?autofocus=${focused}
      .value=${value}
      @input=${({ target }: InputEvent) => change((target as HTMLTextAreaElement).value)}
    ></textarea>
    ${left < TOLD_BELOW ? html`<span class="hint digits">${texts.charactersLeft(left)}</span>` : nothing}
  </label>`;
}
