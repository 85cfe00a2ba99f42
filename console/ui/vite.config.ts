import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstVisit } from "./firstVisit";

// Completion in the editor follows the very schema that the engine is published with.
const campaignSchema = fileURLToPath(
  new URL("../../engine/src/main/resources/campaign.schema.json", import.meta.url),
);
const service = process.env["NUDGE_CONSOLE"] ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react(), firstVisit()],
  resolve: { alias: { "@schema": campaignSchema } },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        manualChunks: (id) => {
          if (/@codemirror|@lezer|style-mod|find-cluster-break|\/crelt\/|w3c-keyname/.test(id)) return "code";
          if (/node_modules\/yaml\//.test(id)) return "yaml";
          if (/chart\.js|@kurkle/.test(id)) return "charts";
          if (id.includes("swagger-ui")) return "reference";
          // What every page needs, and changes least.
          if (
            /\/(react|react-dom|scheduler|react-router|i18next|react-i18next|@tanstack\/(react-query|query-core))\//.test(
              id,
            )
          )
            return "base";
          return undefined;
        },
      },
    },
  },
  server: { fs: { allow: ["../.."] }, proxy: { "/api": { target: service, changeOrigin: false } } },
  preview: { proxy: { "/api": { target: service, changeOrigin: false } } },
});
