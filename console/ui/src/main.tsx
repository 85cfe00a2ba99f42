import "./theme/styles";
import "./theme/theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { begin } from "./i18n";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
begin().then(
  () =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  () => {
    // In English, since no other texts came.
    root.textContent = "Nudge could not be loaded: reload the page.";
  },
);
