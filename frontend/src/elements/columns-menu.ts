import { LitElement, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { COLUMNS, type Column, USUAL_COLUMNS } from "../list-columns.ts";
import { TIMES, type Times, times } from "../preferences.ts";
import { controls } from "../styles/controls.ts";
import { findingTexts } from "../texts/finding.ts";
import { listTexts } from "../texts/list.ts";
import "./drop-down.ts";
import { columnsIcon } from "./list-icons.ts";
import { menuStyles } from "./menu.styles.ts";
import { wish } from "./wish.ts";

/**
 * Which columns the table has, and how it tells times.
 *
 * @fires columns-changed - detail: the Columns that are wanted
 */
@customElement("columns-menu")
export class ColumnsMenu extends LitElement {
  static override styles = [controls, menuStyles];

  @property({ attribute: false }) columns: readonly Column[] = USUAL_COLUMNS;
  @state() private isWanted = false;
  @state() private told = times.read();

  override render() {
    return html`<drop-down
      brief
      .icon=${columnsIcon}
      label=${findingTexts().columnsMenu.title}
      @opening=${() => (this.isWanted = true)}
      >${this.isWanted ? this.#choices() : nothing}</drop-down
    >`;
  }

  #choices() {
    const { title, usual, times: timesTitle, choices } = findingTexts().columnsMenu;
    return html`
      <div role="group" aria-label=${title}>${COLUMNS.map((column) => this.#column(column))}</div>
      <button class="entry" @click=${() => wish(this, "columns-changed", USUAL_COLUMNS)}>
        <span class="mark"></span>${usual}
      </button>
      <hr />
      <h2 id="times">${timesTitle}</h2>
      <div role="radiogroup" aria-labelledby="times">${TIMES.map((choice) => this.#times(choice, choices[choice]))}</div>
    `;
  }

  #column(column: Column) {
    const isFixed = column === "company";
    return html`<label class="entry">
      <input
        type="checkbox"
        .checked=${this.columns.includes(column)}
        ?disabled=${isFixed}
        @change=${() => this.#toggle(column)}
      />
      <span>${listTexts().columns[column]}${isFixed ? html` <span class="muted">(${findingTexts().columnsMenu.always})</span>` : ""}</span>
    </label>`;
  }

  #times(choice: Times, words: string) {
    return html`<label class="entry">
      <input type="radio" name="times" .checked=${this.told === choice} @change=${() => this.#tell(choice)} />${words}
    </label>`;
  }

  #toggle(toggled: Column): void {
    const isShown = this.columns.includes(toggled);
    const columns = COLUMNS.filter((column) => (column === toggled ? !isShown : this.columns.includes(column)));
    wish(this, "columns-changed", columns);
  }

  #tell(choice: Times): void {
    times.choose(choice);
    this.told = choice;
    wish(this, "times-changed", choice);
  }
}
