import "./theme/styles";
import "./theme/theme.css";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { begin } from "./i18n";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no element #root");
}
// Apart from what is above, and from each other: each begins in a task of its own, and the page answers between them.
Promise.all([import("./App"), begin()]).then(
  ([{ App, newRouter }]) =>
    setTimeout(() => {
      const router = newRouter();
      startTransition(() =>
        createRoot(root).render(
          <StrictMode>
            <App router={router} />
          </StrictMode>,
        ),
      );
    }),
  () => {
    // In English, since no other texts came.
    root.textContent = "Nudge could not be loaded: reload the page.";
  },
);
