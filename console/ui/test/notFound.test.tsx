// @vitest-environment jsdom
import { expect, it } from "vitest";
import { NotFound } from "../src/shell/NotFound";
import { show } from "./render";

it("says in its heading and in the window's title that there is no such page", () => {
  const page = show(<NotFound />);
  expect([...page.querySelectorAll("h1")].map((heading) => heading.textContent)).toEqual([
    "There is no such page",
  ]);
  expect(document.title).toBe("There is no such page · Nudge");
});
