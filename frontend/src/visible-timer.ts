/** Runs a task once after a delay, but only while someone can see the page. */
export class VisibleTimer {
  #stop = new AbortController();

  start(task: () => void, delayMs: number): void {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    const timer = setTimeout(() => whenVisible(task, signal), delayMs);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  stop(): void {
    this.#stop.abort();
  }
}

function whenVisible(task: () => void, signal: AbortSignal): void {
  if (document.hidden) document.addEventListener("visibilitychange", task, { once: true, signal });
  else task();
}
