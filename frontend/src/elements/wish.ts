/** Tells the list around what the reader wants of it, through whatever elements lie between. */
export function wish(element: HTMLElement, name: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
