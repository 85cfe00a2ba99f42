import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "dist/",
    "node_modules/",
    "shots/",
    "dev/",
    "e2e/",
    "public/",
    "build.mjs",
    "src/api/schema.d.ts",
    "*.js",
  ]),
  tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat["recommended-latest"],
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-dynamic-delete": "off",
      // The virtual list hands out functions on purpose, and no compiler memoizes them here.
      "react-hooks/incompatible-library": "off",
      // A list that scrolls must be reachable by keyboard.
      "jsx-a11y/no-noninteractive-tabindex": "off",
    },
  },
);
