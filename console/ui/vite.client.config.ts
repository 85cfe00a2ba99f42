import { defineConfig } from "vite";

// Files for other people's pages, beside the console's own. (Vite's own mode for libraries keeps white space.)
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist/client",
    modulePreload: false,
    rollupOptions: {
      input: { nudge: "src/client/nudge.ts", collect: "src/client/collect.ts" },
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "[name].js" },
    },
  },
});
