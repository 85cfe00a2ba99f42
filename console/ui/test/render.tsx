import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { session } from "../src/api/queries";
import { speak } from "../src/i18n";

// What jsdom does not have and the components ask for.
Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  ResizeObserver: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
});
Object.assign(document, { fonts: new EventTarget() });
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as never;
Element.prototype.scrollIntoView = () => undefined;

let root: Root | undefined;

/** Shows something to whoever has a role, in a language. */
export function show(node: ReactNode, role = "admin", language = "en"): HTMLElement {
  act(() => root?.unmount());
  void speak(language);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
  queries.setQueryData(session.queryKey, {
    name: "ann",
    role: role as "admin",
    permissions: [],
    language: "",
    ownPassword: true,
  });
  const page = document.createElement("div");
  document.body.replaceChildren(page);
  root = createRoot(page);
  act(() =>
    root?.render(
      <MantineProvider env="test">
        <QueryClientProvider client={queries}>
          <MemoryRouter>{node}</MemoryRouter>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  return page;
}

export function field(label: string | RegExp): HTMLInputElement {
  const inputs = [...document.querySelectorAll<HTMLInputElement>("input, textarea")];
  const found = inputs.find((input) => {
    const text = input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent ?? "";
    return typeof label === "string" ? text === label : label.test(text);
  });
  if (found === undefined) {
    throw new Error(`there is no field ${String(label)} in ${document.body.innerHTML.slice(0, 2000)}`);
  }
  return found;
}

/** Sets what stands in a field, as somebody does who types or clears. */
export function type(input: HTMLInputElement, text: string): void {
  const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  act(() => input.focus());
  act(() => {
    Object.getOwnPropertyDescriptor(prototype.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function leave(input: HTMLInputElement): void {
  act(() => input.blur());
}

export function press(name: string | RegExp): void {
  const button = [...document.querySelectorAll<HTMLElement>("button")].find((each) => {
    const text = each.getAttribute("aria-label") ?? each.textContent;
    return typeof name === "string" ? text === name : name.test(text);
  });
  if (button === undefined) {
    throw new Error(`there is no button ${String(name)}`);
  }
  act(() => button.click());
}

/** What is offered for a field. */
export function options(input: HTMLInputElement): string[] {
  const list = document.getElementById(input.getAttribute("aria-controls") ?? "");
  return [...(list?.querySelectorAll("[role=option]") ?? [])].map((option) => option.textContent);
}

/** Chooses what is offered for a field by its text. */
export function choose(input: HTMLInputElement, text: string): void {
  act(() => input.click());
  const list = document.getElementById(input.getAttribute("aria-controls") ?? "");
  const option = [...(list?.querySelectorAll<HTMLElement>("[role=option]") ?? [])].find(
    (each) => each.textContent === text,
  );
  if (option === undefined) {
    throw new Error(`${text} is not offered`);
  }
  act(() => option.click());
}
