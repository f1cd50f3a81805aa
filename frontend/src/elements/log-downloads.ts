import { LitElement, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { EXPORT_FORMATS, type ExecutionLogApi, type ExportFormat } from "../api.ts";
import { saveFile } from "../save-file.ts";
import { controls } from "../styles/controls.ts";
import { logTexts } from "../texts/log.ts";
import type { DropDown } from "./drop-down.ts";
import "./drop-down.ts";
import { downloadIcon } from "./icons.ts";
import { menuStyles } from "./menu.styles.ts";

/** The log on paper and, for who may take data along, as a file. */
@customElement("log-downloads")
export class LogDownloads extends LitElement {
  static override styles = [controls, menuStyles];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property() trackingId = "";
  @property() executionId = "";
  /** Whether the API lets this person download: admins only. */
  @property({ type: Boolean }) files = false;

  @state() private outcome: "preparing" | "downloaded" | "notDownloaded" | undefined;
  @query("drop-down") private readonly menu!: DropDown;

  override render() {
    return this.files ? this.#menu() : this.#printing();
  }

  #printing() {
    return html`<button class="button quiet" @click=${() => print()}>${logTexts().downloads.print}</button>`;
  }

  #menu() {
    const words = logTexts().downloads;
    return html`
      <drop-down up quiet .icon=${downloadIcon} label=${this.outcome ? words[this.outcome] : words.download}>
        <ul>
          ${EXPORT_FORMATS.map(
            (format) =>
              html`<li><button class="entry" @click=${() => this.#save(format)}>${words[format]}</button></li>`,
          )}
          <li><button class="entry" @click=${this.#print}>${words.print}</button></li>
        </ul>
      </drop-down>
      <span class="visually-hidden" role="status">${this.outcome ? words[this.outcome] : ""}</span>
    `;
  }

  async #save(format: ExportFormat): Promise<void> {
    this.menu.close();
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
    this.menu.close();
    print();
  }
}
