import { defineConfig, mergeConfig } from "vitest/config";
import vite from "./vite.config";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
      environment: "node",
      setupFiles: ["test/setup.ts"],
      testTimeout: 60_000,
    },
  }),
);
