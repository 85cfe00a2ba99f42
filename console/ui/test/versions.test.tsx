// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { versions } from "../src/api/queries";
import type { Trigger, Version } from "../src/api/types";
import { Versions } from "../src/campaign/Versions";
import { TriggerDetail } from "../src/parts/TriggerDetail";
import { show, silent } from "./render";

vi.mock("../src/parts/WhenSeen", () => ({ WhenSeen: () => null }));

const line = (number: number, jobVersion: number, statusAlone: boolean): Version => ({
  number,
  jobVersion,
  statusAlone,
  text: "id: cart",
  state: statusAlone ? "paused" : "live",
  by: "bob",
  at: `2026-11-20T10:0${jobVersion}:00Z`,
  source: "console",
  note: "",
  jobState: "active",
  problems: [],
});
const edited = line(2, 3, false);
const paused = line(1, 2, true);
const first = line(1, 1, false);

const refused: Version = { ...line(3, 3, false), jobState: "refused", at: "2026-11-20T10:04:00Z" };

const known = (newest: Version[] = []) => {
  const queries = silent();
  queries.setQueryData(versions("cart").queryKey, [...newest, edited, paused, first]);
  return { queries };
};

it("shows a pause as what happened to a version, and goes back to versions alone", () => {
  show(<Versions id="cart" live={2} />, "admin", "en", known());
  const lines = [...document.querySelectorAll("li")].map((item) => item.textContent);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("v2");
  expect(lines[1]).not.toMatch(/v\d/);
  expect(lines[2]).toMatch(/v1.*Roll back/);
});

it("tells the version of a trigger as people count, not as the job does", () => {
  const trigger: Trigger = {
    id: "t1",
    campaign: "cart",
    version: 3,
    user: "u1",
    time: "2026-11-20T10:05:00Z",
    cause: "match",
    offer: {},
    matched: {},
    measures: {},
  };
  show(<TriggerDetail trigger={trigger} close={() => undefined} />, "admin", "en", known());
  const facts = () => document.querySelector("dl")?.textContent;
  expect(facts()).toContain("v2");
  show(<TriggerDetail trigger={trigger} close={() => undefined} />, "admin", "en", known([refused]));
  expect(facts()).toContain("v2");
  show(
    <TriggerDetail trigger={{ ...trigger, version: 9 }} close={() => undefined} />,
    "admin",
    "en",
    known(),
  );
  expect(facts()).not.toMatch(/v\d/);
});
