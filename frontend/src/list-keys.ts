import { singleKeys } from "./preferences.ts";
import { isTyping } from "./typing.ts";

interface Tools extends HTMLElement {
  readonly covered: boolean;
}

/** What single keys do beside moving through the rows. */
interface Acts {
  search(): void;
  refresh(): void;
  help(): void;
}

/** The keys of the list that the tools stand above. Not while somebody types or a log is open. */
export class ListKeys {
  readonly #stop = new AbortController();
  readonly #keys: Record<string, () => void>;

  constructor(
    private readonly tools: Tools,
    { search, refresh, help }: Acts,
  ) {
    this.#keys = { j: () => this.#move(1), k: () => this.#move(-1), "/": search, r: refresh, "?": help };
    const { signal } = this.#stop;
    addEventListener("keydown", (event) => this.#press(event), { signal });
  }

  stop(): void {
    this.#stop.abort();
  }

  #press(event: KeyboardEvent): void {
    const { ctrlKey, metaKey, altKey, defaultPrevented } = event;
    if (this.tools.covered || ctrlKey || metaKey || altKey || defaultPrevented || isTyping(event)) return;
    const act = this.#rowKeys(event)[event.key] ?? (singleKeys.read() === "on" ? this.#keys[event.key] : undefined);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Wherever in a row the focus is; its button takes Enter itself. */
  #rowKeys(event: KeyboardEvent): Record<string, () => void> {
    const path = event.composedPath();
    const row = path.find((node) => node instanceof HTMLElement && node.matches("tbody tr")) as HTMLElement | undefined;
    if (!row) return {};
    return {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      ...(path[0] === row && { Enter: () => row.querySelector("button")?.click() }),
    };
  }

  #move(distance: 1 | -1): void {
    const root = this.tools.getRootNode() as ShadowRoot;
    const rows = [...root.querySelectorAll<HTMLElement>("tbody tr")];
    const here = rows.findIndex((row) => row.matches(":focus-within"));
    const next = here < 0 ? rows.find(isInView) : rows[here + distance];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
}

function isInView(row: HTMLElement): boolean {
  return row.getBoundingClientRect().top >= 0;
}
