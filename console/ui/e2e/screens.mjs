// Every screen of the console, as the demo has it: {name, path, act?}; `act` does what the screen is for, where it shows
// nothing without.

/** A screen that asks for `Run`. */
const run = (page) => page.getByRole("button", { name: /^(Run|运行|Executar)$/ }).click();

/** The operations of one part of the API. */
const unfold = async (page) => {
  await page.locator("[data-tag]").first().click();
  await page.locator(".opblock-summary-method").first().waitFor();
};

/** Goes into the shop, unless this tab is there already. Which of both it is shows only when the page has come. */
export const enter = async (page) => {
  const button = page.locator("main form button[type=submit]");
  const products = page.locator("[data-product]").first();
  await button.or(products).first().waitFor();
  if (await button.isVisible()) {
    await button.click();
  }
  await products.waitFor();
};

export const screens = [
  { name: "live", path: "/live" },
  { name: "campaigns", path: "/campaigns" },
  { name: "calendar", path: "/calendar" },
  { name: "templates", path: "/campaigns/new/templates" },
  { name: "policy", path: "/campaigns/new?kind=policy" },
  { name: "campaign", path: "/campaigns/cross-sell" },
  { name: "editor", path: "/campaigns/abandoned-cart/edit" },
  { name: "try", path: "/campaigns/cross-sell/edit?try", act: run },
  { name: "people", path: "/people?q=basel" },
  { name: "person", path: "/people/c4" },
  { name: "why", path: "/people/u6?why=cross-sell" },
  { name: "segments", path: "/segments" },
  { name: "data", path: "/data" },
  { name: "collection", path: "/data/collections/activity" },
  { name: "queries", path: "/data/queries" },
  { name: "workbench", path: "/data/queries/campaign-audience?campaign=cross-sell", act: run },
  { name: "boards", path: "/data/boards" },
  { name: "board", path: "/boards/customer?userid=c4" },
  { name: "names", path: "/data/names" },
  { name: "channels", path: "/channels" },
  { name: "access", path: "/access" },
  { name: "account", path: "/account" },
  { name: "reference", path: "/reference", act: unfold },
  { name: "shop", path: "/shop", act: enter },
];

/** Until the screen has what it shows: its head is there, nothing waits, and what comes piece by piece has come. */
export async function settled(page, patience = 15_000) {
  await page.locator("h1, h2").first().waitFor({ timeout: patience });
  await page
    .waitForFunction(
      () => document.querySelector("main [aria-busy=true], main[aria-busy=true], main [data-later]") === null,
      null,
      {
        timeout: patience,
      },
    )
    .catch(() => undefined);
}

/** By how many pixels the page is wider than its window, and what stands out. */
export function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - width;
    return over <= 0
      ? undefined
      : `${over} px wider than the window: ${[...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > width + 1)
          .slice(0, 4)
          .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`)
          .join(", ")}`;
  });
}

/** Waits until something is where one sees it without scrolling: a sheet comes from below. */
export async function seen(page, locator, what, patience = 5_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const box = await locator.boundingBox();
    if (box !== null && box.y >= 0 && box.y < page.viewportSize().height) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} is out of sight`);
    }
    await page.waitForTimeout(50);
  }
}
