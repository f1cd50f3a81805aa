import { LitElement, type PropertyValues } from "lit";
import { ownTask } from "../own-task.ts";

/**
 * Is first drawn in a task of its own, so that a slow machine answers its reader in between. Has the
 * attribute `drawn` from then on: until then the page may keep its place.
 */
export class DrawnInTurn extends LitElement {
  #turn: Promise<void> | undefined;
  #isItsTurn = false;

  /**
   * The first update waits for nothing, and draws nothing: in it Lit takes over what was set before the element was
   * defined, which would undo what is set while it waits.
   */
  protected override shouldUpdate(): boolean {
    this.#turn ??= ownTask().then(() => this.#draw());
    return this.#isItsTurn;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.toggleAttribute("drawn", true);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#turn;
    return super.getUpdateComplete();
  }

  /** As a first update is: told of all properties that have a value. */
  #draw(): void {
    this.#isItsTurn = true;
    const { elementProperties } = this.constructor as typeof LitElement;
    for (const name of elementProperties.keys()) this.requestUpdate(name);
    this.requestUpdate();
  }
}
