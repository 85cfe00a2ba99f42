import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Completion in the editor follows the very schema that the engine is published with.
const campaignSchema = fileURLToPath(
  new URL("../../engine/src/main/resources/campaign.schema.json", import.meta.url),
);
const service = process.env["NUDGE_CONSOLE"] ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@schema": campaignSchema } },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks: (id) => {
          if (/@codemirror|@lezer|style-mod|\/yaml\//.test(id)) return "code";
          if (/recharts|@mantine\/charts|victory|\/d3-|redux|immer|es-toolkit|decimal/.test(id))
            return "charts";
          if (id.includes("node_modules")) return "base";
          return undefined;
        },
      },
    },
  },
  server: { fs: { allow: ["../.."] }, proxy: { "/api": { target: service, changeOrigin: false } } },
  preview: { proxy: { "/api": { target: service, changeOrigin: false } } },
});
