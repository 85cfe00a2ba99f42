import "./theme/styles";
import "./theme/theme.css";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { begin } from "./i18n";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
// Apart from what is above: each begins in a piece of its own, and the page answers between them.
Promise.all([import("./App"), begin()]).then(
  ([{ App }]) =>
    startTransition(() =>
      createRoot(root).render(
        <StrictMode>
          <App />
        </StrictMode>,
      ),
    ),
  () => {
    // In English, since no other texts came.
    root.textContent = "Nudge could not be loaded: reload the page.";
  },
);
