// @vitest-environment jsdom
import { expect, it } from "vitest";
import { nameOf } from "../src/api/names";
import { Panels } from "../src/live/Panels";
import { thingOf } from "../src/live/thingOf";
import { show, silent } from "./render";

it("tells of pages about a product by its name, and of others as they are", () => {
  const queries = silent();
  queries.setQueryData(nameOf("things", "p-7").queryKey, "Red coat");
  queries.setQueryData(nameOf("things", "coats").queryKey, null);
  const page = show(
    <Panels
      panels={{
        topPages: [
          { name: "/p/p-7", count: 3 },
          { name: "/c/coats", count: 2 },
          { name: "/", count: 1 },
        ],
        categories: [],
        devices: [],
        latestVisitors: [],
        visitingNow: 0,
        visitors15m: 0,
        sessions8h: 0,
        atLeast: false,
      }}
    />,
    "admin",
    "en",
    { queries },
  );
  const shown = [...page.querySelectorAll("ol li")].map((line) => line.textContent);
  expect(shown).toEqual(["Red coat3", "/c/coats2", "/1"]);
  expect(page.querySelector("[title='/p/p-7']")?.textContent).toBe("Red coat");
});

it("finds what a page may be about", () => {
  expect(thingOf("/p/p-7")).toBe("p-7");
  expect(thingOf("https://shop.example/p/p-7/?from=mail#top")).toBe("p-7");
  expect(thingOf("p-7")).toBe("p-7");
  expect(thingOf("/")).toBe("");
});
