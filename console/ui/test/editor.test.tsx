// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Editor } from "../src/editor/Editor";
import { button, field, leave, press, show, type, until } from "./render";

const told = vi.hoisted(() => ({ saved: [] as string[], checked: [] as string[], hold: Promise.resolve() }));
const never = () => new Promise(() => undefined);
vi.mock("../src/editor/code/YamlEditor", () => ({ YamlEditor: () => null }));
vi.mock("../src/api/client", () => ({
  answer: (reply: unknown) => Promise.resolve(reply),
  api: {
    GET: (path: string) =>
      ({
        "/api/approvals": { required: false, waiting: [] },
        "/api/vocabulary": { types: [], profile: [] },
        "/api/segments": { segments: [] },
        "/api/campaigns": { campaigns: [], total: 0 },
        "/api/campaigns/{id}/versions": [],
      })[path] ?? never(),
    POST: (path: string, { body: { text } }: { body: { text: string } }) => {
      if (path === "/api/campaigns") {
        told.saved.push(text);
        return { id: "cart", draftRevision: 1, problems: [] };
      }
      if (path !== "/api/check") {
        return never();
      }
      told.checked.push(text);
      // As the service says it.
      const line = text.split("\n").findIndex((one) => one.includes("within: 30 minutes")) + 1;
      const problems =
        line === 0 ? [] : [{ line, column: 11, severity: "error", text: "'within': expected a duration" }];
      return told.hold.then(() => ({ problems }));
    },
  },
}));

const text = `id: cart
name: Cart
pattern:
  steps:
    - name: cart_add
      event: cart
  within: 1h
offer:
  text: Come back
`;

function open() {
  show(<Editor id={undefined} detail={undefined} text={text} reload={() => undefined} />, "admin", "en", {
    at: "/campaigns/new?try",
    queries: new QueryClient(),
  });
}

const isRed = (label: string) => field(label).getAttribute("aria-invalid") === "true";
const says = (said: string) => document.body.textContent.includes(said);

describe("the editor", () => {
  beforeEach(() => Object.assign(told, { saved: [], checked: [], hold: Promise.resolve() }));

  it("never says that all is well while a field is red, and neither publishes nor tries what is refused", async () => {
    open();
    await until(() => {
      expect(says("No problems")).toBe(true);
      expect(button("Publish v1").disabled).toBe(false);
      expect(button("Run").disabled).toBe(false);
      field("All within");
    });
    // Before the service has answered, what it said of the text before is worth nothing.
    let release = () => {};
    told.hold = new Promise((resolve) => (release = resolve));
    type(field("All within"), "30 minutes");
    expect(isRed("All within")).toBe(true);
    expect(says("No problems")).toBe(false);
    expect(button("Publish v1").disabled).toBe(true);
    expect(button("Run").disabled).toBe(true);
    leave(field("All within"));
    release();
    await until(() => expect(says("'within': expected a duration")).toBe(true));
    expect(isRed("All within")).toBe(true);
    expect(says("No problems")).toBe(false);
    expect(button("Publish v1").disabled).toBe(true);
    expect(button("Run").disabled).toBe(true);

    type(field("All within"), "30m");
    expect(isRed("All within")).toBe(false);
    await until(() => expect(button("Publish v1").disabled).toBe(false));
    expect(says("No problems")).toBe(true);
    expect(told.checked.at(-1)).toContain("within: 30m\n");
  });

  it("keeps a draft with its mistake, as it is seen", async () => {
    open();
    await until(() => void field("All within"));
    type(field("All within"), "30 minutes");
    press("Save draft");
    await until(() => expect(told.saved).toHaveLength(1));
    expect(told.saved[0]).toContain("within: 30 minutes\n");
  });

  it("says that a field of the offer has no name, and publishes no such offer", async () => {
    open();
    await until(() => void field("Name of the field"));
    type(field("Name of the field"), "");
    expect(isRed("Name of the field")).toBe(true);
    leave(field("Name of the field"));
    expect(field("Name of the field").value).toBe("");
    await until(() => expect(told.checked.at(-1)).toContain('  "": Come back\n'));
    expect(says("a field of the offer has no name")).toBe(true);
    expect(says("No problems")).toBe(false);
    expect(button("Publish v1").disabled).toBe(true);
  });
});
