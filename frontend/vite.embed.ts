import { type Plugin, type PluginOption, build } from "vite";
import { ownSizes } from "./src/embed/own-sizes.ts";

/**
 * Builds `<process-log>` for other people's pages beside the site: one classic script under a name
 * that stays, since those pages name it, and since a module of another origin would need CORS.
 */
export function embed(plugins: PluginOption[] = []): Plugin {
  return {
    name: "embed",
    apply: "build",
    async writeBundle({ dir }) {
      await build({
        configFile: false,
        logLevel: "warn",
        plugins: [sizes, ...plugins],
        build: {
          target: this.environment.config.build.target,
          outDir: `${dir}/embed`,
          emptyOutDir: true,
          lib: { entry: "src/embed/main.ts", formats: ["iife"], name: "ProcessLog", fileName: () => "process-log.js" },
        },
      });
    },
  };
}

const sizes: Plugin = {
  name: "own-sizes",
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: "css`" },
    handler: (code) => code.replace(/\bcss`[^`]*`/g, ownSizes),
  },
};
