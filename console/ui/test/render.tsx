import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { createMemoryRouter, RouterProvider } from "react-router";
import { afterEach, vi } from "vitest";
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
let router: ReturnType<typeof createMemoryRouter> | undefined;

// What goes on after a test has no page to go on with.
afterEach(() => {
  act(() => root?.unmount());
  root = undefined;
});

/** Asks nobody anything: what is to be known it has to be told. */
export function silent(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } });
}

/** Shows something to whoever has a role, in a language, at an address. */
export function show(
  node: ReactNode,
  role = "admin",
  language = "en",
  { at = "/", queries = silent() }: { at?: string; queries?: QueryClient } = {},
): HTMLElement {
  act(() => root?.unmount());
  void speak(language);
  queries.setQueryData(session.queryKey, {
    name: "ann",
    role: role as "admin",
    permissions: [],
    language: "",
    ownPassword: true,
  });
  const page = document.createElement("div");
  document.body.replaceChildren(page);
  const routes = createMemoryRouter([{ path: "*", element: node }], { initialEntries: ["/before", at] });
  router = routes;
  root = createRoot(page);
  act(() =>
    root?.render(
      <MantineProvider env="test">
        <QueryClientProvider client={queries}>
          <RouterProvider router={routes} />
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  return page;
}

export function address(): string {
  const { pathname = "", search = "" } = router?.state.location ?? {};
  return pathname + search;
}

/** Goes back a step of the history. */
export async function back(): Promise<void> {
  await act(async () => router?.navigate(-1));
}

/** Waits until something is so, and lets the page go on meanwhile. */
export function until(expectation: () => void): Promise<void> {
  return vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expectation();
  }, 10_000);
}

export function button(name: string | RegExp): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>("button")].find((each) => {
    const text = each.getAttribute("aria-label") ?? each.textContent;
    return typeof name === "string" ? text === name : name.test(text);
  });
  if (found === undefined) {
    throw new Error(`there is no button ${String(name)}`);
  }
  return found;
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
  act(() => button(name).click());
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
