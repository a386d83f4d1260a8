// Each island is a script of its own, which its page names; the program embeds what is in static/built.
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "static/built",
    emptyOutDir: true,
    target: "es2022",
    // The policy of the pages takes files of this server alone, no data in addresses.
    assetsInlineLimit: 0,
    // One sheet of styles for all of them.
    cssCodeSplit: false,
    // Cytoscape is one piece of 400 kB.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
    rollupOptions: {
      input: Object.fromEntries(["sparql", "network", "timeline", "figures", "map"].map((name) => [name, `islands/${name}.ts`])),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: (file) => (file.names.some((name) => name.endsWith(".css")) ? "islands.css" : "[name]-[hash][extname]"),
      },
    },
  },
});
