import { LitElement } from "lit";
import { ownTask } from "../own-task.ts";

/**
 * Is first drawn in a task of its own, so that a slow machine answers its reader in between. Has the
 * attribute `drawn` from then on: until then the page may keep its place.
 */
export class DrawnInTurn extends LitElement {
  protected override async scheduleUpdate(): Promise<void> {
    const isFirst = !this.hasUpdated;
    if (isFirst) await ownTask();
    super.scheduleUpdate();
    if (isFirst) this.toggleAttribute("drawn", true);
  }
}
