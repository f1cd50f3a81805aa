/** Tells which blocks come near the view of what scrolls, and which go far. */
export class Nearness {
  #observer: IntersectionObserver | undefined;
  #root: Element | undefined;
  readonly #watched = new Set<Element>();
  readonly #near = new Set<HTMLElement>();

  /** Called with the blocks' `data-key`. */
  constructor(private readonly move: (near: number[], far: number[]) => void) {}

  get near(): HTMLElement[] {
    return [...this.#near].filter((block) => block.isConnected);
  }

  watch(root: Element, blocks: Iterable<Element>): void {
    if (root !== this.#root) this.#start(root);
    const wanted = new Set(blocks);
    for (const block of this.#watched) if (!wanted.has(block)) this.#leave(block);
    for (const block of wanted) if (!this.#watched.has(block)) this.#enter(block);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#root = undefined;
    this.#watched.clear();
    this.#near.clear();
  }

  #start(root: Element): void {
    this.stop();
    this.#root = root;
    this.#observer = new IntersectionObserver((entries) => this.#tell(entries), { root, rootMargin: "100% 0px" });
  }

  #enter(block: Element): void {
    this.#watched.add(block);
    this.#observer?.observe(block);
  }

  #leave(block: Element): void {
    this.#watched.delete(block);
    this.#near.delete(block as HTMLElement);
    this.#observer?.unobserve(block);
  }

  #tell(entries: IntersectionObserverEntry[]): void {
    const keys = { near: [] as number[], far: [] as number[] };
    for (const { target, isIntersecting } of entries) {
      const block = target as HTMLElement;
      if (isIntersecting) this.#near.add(block);
      else this.#near.delete(block);
      keys[isIntersecting ? "near" : "far"].push(Number(block.dataset["key"]));
    }
    this.move(keys.near, keys.far);
  }
}
