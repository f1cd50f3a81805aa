import { html, nothing } from "lit";
import type { ApiError, ApiErrorKind } from "../api-error.ts";
import { visibleText } from "../visible-text.ts";
import { type AdminTexts, adminTexts } from "../texts/admin.ts";

type Faults = AdminTexts["faults"];
export type FaultCode = keyof Faults;
/** An action's own sentences, where the general one says less. */
export type OwnFaults = Partial<Faults>;

const BY_STATUS: Record<number, FaultCode> = {
  409: "conflict",
  413: "tooLarge",
  415: "wrongType",
  501: "notPossible",
  502: "queueDown",
};
const BY_KIND: Record<ApiErrorKind, FaultCode> = {
  "bad-request": "refused",
  "signed-out": "signedOut",
  "not-found": "notFound",
  expired: "notFound",
  busy: "tooMany",
  forbidden: "forbidden",
  unavailable: "failed",
  offline: "offline",
};

export function faultCode({ kind, answer }: ApiError): FaultCode {
  return BY_STATUS[answer?.status ?? 0] ?? BY_KIND[kind];
}

/** Why an action failed and what to do about it, in one or two sentences. */
export function faultSentence(error: ApiError, own: OwnFaults = {}): string {
  const code = faultCode(error);
  return (own[code] ?? adminTexts().faults[code])(visibleText(error.details));
}

/** The sentence, heard at once; with the way to sign in where that helps. */
export function faultNotice(error: ApiError | undefined, own: OwnFaults = {}) {
  if (!error) return nothing;
  return html`<div class="notice fault" role="alert">
    <p>${faultSentence(error, own)}</p>
    ${error.kind === "signed-out"
      ? html`<button class="button" @click=${askToSignIn}>${adminTexts().signIn}</button>`
      : nothing}
  </div>`;
}

function askToSignIn({ currentTarget }: Event): void {
  currentTarget?.dispatchEvent(new Event("sign-in", { bubbles: true, composed: true }));
}
