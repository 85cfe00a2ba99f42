// @vitest-environment jsdom
import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signedInAgain } from "../src/api/again";
import { SignInAgain } from "../src/shell/SignInAgain";
import { field, press, show, type } from "./render";

const who = vi.hoisted(() => ({ name: "" }));
vi.mock("../src/api/client", () => ({
  answer: (told: unknown) => Promise.resolve(told),
  api: {
    GET: (path: string) =>
      path === "/api/session" ? { name: who.name } : [{ name: "the company", url: "/oauth2/company" }],
    POST: () => ({ name: who.name }),
  },
}));

afterEach(() => vi.unstubAllGlobals());

/** The page of ann, whose session is over while something waits to be saved. */
async function over() {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  show(<SignInAgain name="ann" />);
  let sent = 0;
  await act(async () => {
    void signedInAgain().then((done) => (sent += done ? 1 : 0));
    await Promise.resolve();
  });
  return { reload, sent: () => sent };
}

describe("signing in again", () => {
  it("goes on where it was, as the one who was signed in", async () => {
    who.name = "ann";
    const { reload, sent } = await over();
    type(field(/Password/), "correct horse");
    press("Sign in");
    await vi.waitFor(() => expect(sent()).toBe(1));
    expect(reload).not.toHaveBeenCalled();
  });

  it("loads the page anew for somebody else, in whose name nothing is sent", async () => {
    who.name = "bob";
    const { reload, sent } = await over();
    await vi.waitFor(() => {
      act(() => void window.dispatchEvent(new Event("focus")));
      expect(reload).toHaveBeenCalled();
    });
    expect(sent()).toBe(0);
  });
});
