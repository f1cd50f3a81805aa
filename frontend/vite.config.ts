import { type Plugin, defineConfig } from "vite";
import { embed } from "./vite.embed.ts";

/** Styles are written to be read; what they need no blanks and comments for is sent without. */
const minifyStyles: Plugin = {
  name: "minify-styles",
  apply: "build",
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: "css`" },
    handler: (code) => code.replace(/\bcss`([^`]*)`/g, (_, styles: string) => `css\`${minified(styles)}\``),
  },
};

function minified(styles: string): string {
  return styles
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1");
}

export default defineConfig({
  plugins: [minifyStyles, embed([minifyStyles])],
  build: {
    // The first browsers with light-dark() and <dialog closedby>'s graceful absence.
    target: ["chrome123", "firefox120", "safari17.5"],
    // The page's policy allows no inline script, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // What the first view needs is one file, since it compresses best; what only admins need another.
          groups: [
            { name: "first-view", tags: ["$initial"], priority: 2 },
            { name: "admin", test: /\/src\/(admin\/|texts\/admin)/, priority: 1 },
          ],
        },
      },
    },
  },
});
