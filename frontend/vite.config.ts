import { defineConfig } from "vite";
import { embed } from "./vite.embed.ts";

export default defineConfig({
  plugins: [embed()],
  build: {
    // The first browsers with light-dark() and <dialog closedby>'s graceful absence.
    target: ["chrome123", "firefox120", "safari17.5"],
    // The page's policy allows no inline script, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
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
