// Put before any page of bench/page.py: untilFirst() and untilAll(count), in ms from the navigation.
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
