// Put before any page of bench/page.py: untilFirst(), untilAll(count), untilListed() and firstPaint(), in ms from the
// navigation.
const inside = (root, name) => root?.querySelector(name)?.shadowRoot;
const ours = ["app-shell", "process-log-dialog", "process-log", "step-list"];
const list = () => document.querySelector("#log") ?? ours.reduce(inside, document);
const rows = () => list()?.querySelectorAll(".step").length ?? 0;

const first = new Promise((resolve) => {
  const look = () => {
    if (!list()?.querySelector(".step")) requestAnimationFrame(look);
    else setTimeout(() => resolve(performance.now())); // after this very frame
  };
  requestAnimationFrame(look);
});

window.untilFirst = () => first;
window.untilAll = async (count) => {
  while (rows() < count) await new Promise((resolve) => setTimeout(resolve, 20));
  return performance.now();
};

const deep = (root, name) => {
  const found = root.querySelector(name);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const inside = shadowRoot && deep(shadowRoot, name);
    if (inside) return inside;
  }
  return null;
};
// Looks only where it is asked for: the search through all shadow trees would count as the page's own work.
window.untilListed = () =>
  new Promise((resolve) => {
    const look = () => {
      if (!deep(document, "tbody tr, #answer p")) requestAnimationFrame(look);
      else setTimeout(() => resolve(performance.now())); // after this very frame
    };
    look();
  });
window.firstPaint = () =>
  new Promise((resolve) => {
    const tell = (entries) =>
      entries.getEntriesByName("first-contentful-paint").forEach(({ startTime }) => resolve(startTime));
    new PerformanceObserver(tell).observe({ type: "paint", buffered: true });
  });
