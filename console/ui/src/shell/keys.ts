import { useEffect } from "react";
import { useNavigate } from "react-router";

export type Shortcut = {
  keys: string[];
  text: "search" | "live" | "campaigns" | "people" | "data" | "shop" | "new" | "help";
};

export const shortcuts: Shortcut[] = [
  { keys: ["/"], text: "search" },
  { keys: ["g", "l"], text: "live" },
  { keys: ["g", "c"], text: "campaigns" },
  { keys: ["g", "p"], text: "people" },
  { keys: ["g", "d"], text: "data" },
  { keys: ["g", "s"], text: "shop" },
  { keys: ["n"], text: "new" },
  { keys: ["?"], text: "help" },
];

const places: Record<string, string> = {
  l: "/live",
  c: "/campaigns",
  p: "/people",
  d: "/data",
  s: "/shop",
};
const opened = new EventTarget();

export function openKeyboardHelp(): void {
  opened.dispatchEvent(new Event("open"));
}

export function onKeyboardHelp(open: () => void): () => void {
  opened.addEventListener("open", open);
  return () => opened.removeEventListener("open", open);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Listens for the shortcuts that work on every screen. A `g` waits a second and a half for its second key. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let going = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      const place = places[event.key];
      if (Date.now() - going < 1500 && place !== undefined) {
        going = 0;
        event.preventDefault();
        void navigate(place);
      } else if (event.key === "g") {
        going = Date.now();
      } else if (event.key === "?") {
        openKeyboardHelp();
      } else if (event.key === "n") {
        void navigate("/campaigns/new/templates");
      } else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("input[data-search]");
        if (search !== null) {
          event.preventDefault();
          search.focus();
          search.select();
        }
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [navigate]);
}
