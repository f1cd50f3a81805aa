import { LitElement, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { asApiError } from "../api-error.ts";
import type { ExecutionLogApi, LogFile } from "../api.ts";
import type { DropDown } from "../elements/drop-down.ts";
import "../elements/drop-down.ts";
import { downloadIcon } from "../elements/icons.ts";
import { menuStyles } from "../elements/menu.styles.ts";
import { wish } from "../elements/wish.ts";
import { type ListFilter, queryOf } from "../list-filter.ts";
import { saveFile } from "../save-file.ts";
import { controls } from "../styles/controls.ts";
import { exportsTexts } from "../texts/exports.ts";
import { type Export, ExportsApi, FORMATS, type FormatName, faultOf } from "./exports-api.ts";

/**
 * Exports what the filter holds: a small file at once, a large one in the background.
 *
 * @fires export-begun - detail: the Export that is written in the background
 * @fires exports-wanted - the reader wants to see earlier ones
 */
@customElement("list-export")
export class ListExport extends LitElement {
  static override styles = [
    controls,
    menuStyles,
    css`
      .fault {
        max-inline-size: 20rem;
        padding: 4px 10px 8px;
      }
    `,
  ];

  @property({ attribute: false }) api!: ExecutionLogApi;
  @property({ attribute: false }) filter: ListFilter = {};
  @state() private outcome: "preparing" | "saved" | "begun" | undefined;
  @state() private fault = "";
  @query("drop-down") private readonly menu!: DropDown;

  override render() {
    const words = exportsTexts();
    return html`
      <drop-down brief .icon=${downloadIcon} label=${this.outcome === "preparing" ? words.preparing : words.title}>
        <p class="note">${words.what}</p>
        <ul>
          ${(Object.keys(FORMATS) as FormatName[]).map(
            (name) => html`<li>
              <button class="entry" aria-disabled=${this.#isBusy} @click=${() => this.#export(name)}>${words.formats[name]}</button>
            </li>`,
          )}
        </ul>
        ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
        <hr />
        <button class="entry" @click=${this.#showEarlier}>${words.earlier}</button>
      </drop-down>
      <span class="visually-hidden" role="status">${this.outcome ? words[this.outcome] : ""}</span>
    `;
  }

  get #isBusy(): boolean {
    return this.outcome === "preparing";
  }

  async #export(name: FormatName): Promise<void> {
    if (this.#isBusy) return;
    this.outcome = "preparing";
    this.fault = "";
    try {
      this.#take(await new ExportsApi(this.api).begin(name, queryOf(this.filter)));
      this.menu.close();
    } catch (error) {
      this.outcome = undefined;
      this.fault = faultOf(asApiError(error));
    }
  }

  #take(answer: LogFile | Export): void {
    if ("content" in answer) saveFile(answer);
    else wish(this, "export-begun", answer);
    this.outcome = "content" in answer ? "saved" : "begun";
  }

  #showEarlier(): void {
    this.menu.close();
    wish(this, "exports-wanted", undefined);
  }
}
