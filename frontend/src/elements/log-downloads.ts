import { LitElement, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { EXPORT_FORMATS, type ExecutionLogApi, type ExportFormat, type LogFile } from "../api.ts";
import { controls } from "../styles/controls.ts";
import { texts } from "../texts.ts";
import { downloadIcon } from "./icons.ts";
import { logDownloadsStyles } from "./log-downloads.styles.ts";

/** The log as a file, or on paper. */
@customElement("log-downloads")
export class LogDownloads extends LitElement {
  static override styles = [controls, logDownloadsStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property() trackingId = "";
  @property() executionId = "";

  @state() private outcome: "preparing" | "downloaded" | "notDownloaded" | undefined;
  @query("details") private readonly menu!: HTMLDetailsElement;
  @query("summary") private readonly opener!: HTMLElement;

  override render() {
    const words = texts().downloads;
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
      offer(await this.api.file(trackingId, { executionId, format }));
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

function offer({ name, content }: LogFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
