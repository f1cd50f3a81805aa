import { LitElement, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { EXPORT_FORMATS, type ExecutionLogApi, type ExportFormat } from "../api.ts";
import { saveFile } from "../save-file.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import { downloadIcon } from "./icons.ts";
import { logDownloadsStyles } from "./log-downloads.styles.ts";

/** The log on paper and, for who may take data along, as a file. */
@customElement("log-downloads")
export class LogDownloads extends LitElement {
  static override styles = [controls, logDownloadsStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property() trackingId = "";
  @property() executionId = "";
  /** Whether the API lets this person download: admins only. */
  @property({ type: Boolean }) files = false;

  @state() private outcome: "preparing" | "downloaded" | "notDownloaded" | undefined;
  @query("details") private readonly menu!: HTMLDetailsElement;
  @query("summary") private readonly opener!: HTMLElement;

  override render() {
    return this.files ? this.#menu() : this.#printing();
  }

  #printing() {
    return html`<button class="button quiet" @click=${() => print()}>${logTexts().downloads.print}</button>`;
  }

  #menu() {
    const words = logTexts().downloads;
    return html`
      <details @keydown=${this.#leave} @focusout=${this.#close}>
        <summary class="button quiet">${downloadIcon} ${this.outcome ? words[this.outcome] : words.download}</summary>
        <ul>
          ${EXPORT_FORMATS.map(
            (format) =>
              html`<li><button class="button quiet" @click=${() => this.#save(format)}>${words[format]}</button></li>`,
          )}
          <li><button class="button quiet" @click=${this.#print}>${words.print}</button></li>
        </ul>
      </details>
      <span class="visually-hidden" role="status">${this.outcome ? words[this.outcome] : ""}</span>
    `;
  }

  async #save(format: ExportFormat): Promise<void> {
    this.#shut();
    this.outcome = "preparing";
    const { trackingId, executionId } = this;
    try {
      saveFile(await this.api.file(trackingId, { executionId, format }));
      this.outcome = "downloaded";
    } catch {
      this.outcome = "notDownloaded";
    }
  }

  /** Of the whole page, which shows only the log on paper. */
  #print(): void {
    this.#shut();
    print();
  }

  #leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.menu.open) return;
    event.preventDefault(); // the log itself stays open
    event.stopPropagation();
    this.#shut();
  }

  #close({ relatedTarget }: FocusEvent): void {
    if (relatedTarget && !this.menu.contains(relatedTarget as Node)) this.menu.open = false;
  }

  #shut(): void {
    this.menu.open = false;
    this.opener.focus();
  }
}
