// What customers' devices and other people write is text wherever it is shown: HTML, scripts, marks that turn the
// direction of writing and very long words, in users, types, properties, offers and names of campaigns, on every screen.
// No script runs, the policy for content has nothing to report, and no screen is wider than the window.
// Ends with 1 on any failure.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executablePath, launch, signIn } from "./browser.mjs";
import { start } from "./system.mjs";

const patience = 30_000;
const widths = [1280, 480];
const longWord = "W".repeat(600);
const hostile = [
  `<img src=x onerror="window.hacked=1">`,
  `"><script>window.hacked=2</script>`,
  `<svg/onload=window.hacked=3>`,
  "javascript:window.hacked=4",
  "\u202Etxet desrever\u202C \u2067right\u2069",
  "{{constructor.constructor('window.hacked=5')()}} #{window.hacked=6}",
];
const all = hostile.join(" ");

if (executablePath === undefined) {
  console.log("hostile: skipped, no Chromium found (set CHROMIUM to one)");
  process.exit(0);
}
const system = await start();
const browser = await launch();
const wrong = [];

/** A page that tells of everything that should not happen in it. */
async function watched(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) wrong.push(`policy: ${message.text()}`);
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  return page;
}

/** Calls the console as the page does. */
function call(page, method, path, body, token) {
  return page.evaluate(
    async ([method, path, body, token]) => {
      const csrf = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? "";
      const headers = { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf };
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
    [method, path, body, token],
  );
}

/** Until what has changed is laid out and drawn. */
const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function judge(page, name) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await drawn(page);
    const found = await page.evaluate(() => ({
      hacked: window.hacked,
      violations: window.violations,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      widest: [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`),
      made: [...document.querySelectorAll("img[src='x'], script:not([src]), [onerror], [onload]")].map(
        (element) => element.outerHTML.slice(0, 100),
      ),
      links: [...document.querySelectorAll("a[href], [action]")]
        .map((element) => element.getAttribute("href") ?? element.getAttribute("action") ?? "")
        .filter((address) => /^\s*(javascript|data|vbscript):/i.test(address)),
    }));
    const where = `${name} at ${width} px`;
    if (found.hacked !== undefined) wrong.push(`${where}: script ${found.hacked} ran`);
    found.violations.forEach((one) => wrong.push(`${where}: policy: ${one}`));
    if (found.wide > 0)
      wrong.push(`${where}: ${found.wide} px wider than the window: ${found.widest.join(", ")}`);
    found.made.forEach((one) => wrong.push(`${where}: text became an element: ${one}`));
    found.links.forEach((one) => wrong.push(`${where}: a link to ${one}`));
  }
  console.log(`seen: ${name}`);
}

try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const page = await watched(context);
  await signIn(page, system);

  const type = `view ${all}`;
  const document = (id, name, long) =>
    JSON.stringify({
      id,
      name,
      pattern: {
        steps: [
          { name: "seen", event: type },
          { name: `step_${long}`, event: type },
        ],
        within: "1h",
      },
      offer: {
        template: `${all} ${long}`,
        text: `${all} ${long} \${seen.page}`,
        [`key ${all} ${long}`]: [all],
      },
    });
  const campaigns = [
    ["hostile", all, "short"],
    ["hostile-long", longWord, longWord.slice(0, 90)],
  ];
  for (const [id, name, long] of campaigns) {
    const { draftRevision } = await call(page, "POST", "/api/campaigns", { text: document(id, name, long) });
    await call(page, "POST", `/api/campaigns/${id}/publish`, { revision: draftRevision });
  }
  await call(page, "PUT", "/api/campaigns/hostile/draft", {
    text: document("hostile", `${all} ${longWord}`, "other"),
    revision: (await call(page, "GET", "/api/campaigns/hostile")).draftRevision,
  });
  const { token } = await call(page, "POST", "/api/tokens", {
    name: all.slice(0, 100),
    scopes: ["collect"],
  });
  await call(page, "POST", "/api/tokens", { name: longWord.slice(0, 100), scopes: ["read"] });
  await call(page, "POST", "/api/accounts", { name: longWord.slice(0, 100), role: "viewer" });

  // What is asked for in SQL, and what boards are called, is text too.
  const quoted = all.replaceAll("'", "''");
  const sql = `/*\ndescription: ${JSON.stringify(`${all} ${longWord}`)}\n*/\nselect '${quoted}' as text, '${longWord}' as "column ${longWord.slice(0, 50)}", 1 as number`;
  await call(page, "POST", "/api/saved-queries", { name: "hostile", text: sql });
  await call(page, "POST", "/api/saved-queries/hostile/publish", { revision: 1 });
  const panels = ["number", "table", "list", "chart"].map((show) => ({
    title: `${all} ${longWord}`,
    show,
    query: "hostile",
  }));
  await call(page, "POST", "/api/boards", {
    name: "hostile",
    text: JSON.stringify({
      title: `${all} ${longWord}`,
      description: all,
      parameters: { unused: { label: longWord, default: all } },
      panels: [...panels, { show: "table", query: "not-there", title: all }],
    }),
  });

  // So is what a channel says of itself, and what people call things.
  const description = `${all} ${longWord}`;
  const webhook = {
    url: "https://crm.example/hooks",
    secret: "whsec_bnVkZ2UtZTJlLW51ZGdlLWUyZS1udWRnZS1lMmU=",
  };
  await call(page, "PUT", "/api/channels/hostile", {
    text: JSON.stringify({ channel: "hostile", description, webhook }),
  });
  await call(page, "PUT", "/api/labels", { of: "event", name: "device", text: all.slice(0, 80) });

  // The job takes a campaign a moment after it is published.
  const users = [`ann ${all}`, longWord];
  const wide = {
    page: `${all} ${longWord}`,
    category: longWord,
    device: all,
    [`${all} ${longWord}`]: longWord,
  };
  const fired = async (user) =>
    (await call(page, "GET", `/api/triggers?user=${encodeURIComponent(user)}`)).length > 0;
  const deadline = Date.now() + patience;
  for (const user of users) {
    do {
      assert.ok(Date.now() < deadline, `no trigger for ${user}`);
      for (let i = 0; i < 2; i++) {
        await call(page, "POST", "/api/events", [{ user, type, session: longWord, ...wide }], token);
      }
      await page.waitForTimeout(300);
    } while (!(await fired(user)));
  }

  const person = `/people?user=${encodeURIComponent(users[0])}`;
  const screens = [
    ["live", "/live", all.slice(0, 30)],
    ["campaigns", "/campaigns", hostile[0]],
    ["campaigns, searched", `/campaigns?q=${encodeURIComponent(all)}`],
    ["campaign", "/campaigns/hostile", hostile[0]],
    ["campaign with long words", "/campaigns/hostile-long", longWord.slice(0, 50)],
    ["editor", "/campaigns/hostile/edit"],
    ["editor with long words", "/campaigns/hostile-long/edit"],
    ["trial", "/campaigns/hostile-long/edit?try"],
    ["people", "/people"],
    ["segments", "/segments"],
    ["no such segment", `/segments/${longWord}`],
    ["people, searched", `/people?q=${encodeURIComponent(all.slice(0, 150))}`],
    ["person", person, hostile[0]],
    ["person, why", `${person}&why=hostile`, hostile[0]],
    ["person of one long word", `/people?user=${longWord}`],
    ["collections", "/data"],
    ["collection", "/data/collections/activity"],
    ["no such collection", `/data/collections/${longWord}`],
    ["queries", "/data/queries", hostile[0]],
    ["query", "/data/queries/hostile"],
    ["new query", "/data/queries/new"],
    ["boards", "/data/boards", hostile[0]],
    ["board", "/boards/hostile", hostile[0]],
    ["board in the editor", "/boards/hostile/edit"],
    ["board of a customer", `/boards/customer?userid=${encodeURIComponent(users[0])}`],
    ["names", "/data/names", all.slice(0, 30)],
    ["calendar", "/calendar", hostile[0]],
    ["channels", "/channels", hostile[0]],
    ["channel", "/channels/hostile"],
    ["no such channel", `/channels/${longWord}`],
    ["access", "/access", longWord.slice(0, 50)],
    ["no such page", `/${encodeURIComponent(all.replaceAll(/[/.]/g, ""))}`],
    ["no such campaign", `/campaigns/${encodeURIComponent(longWord)}`],
    ["shop", "/shop"],
  ];
  for (const [name, path, text] of screens) {
    await page.setViewportSize({ width: widths[0], height: 800 });
    await page.goto(system.url + path);
    await page.locator("h1, h2, main").first().waitFor();
    await page.waitForFunction(() => document.querySelector("main [aria-busy=true]") === null);
    if (text !== undefined) {
      await page
        .waitForFunction(
          (wanted) =>
            document.body.innerText.includes(wanted) ||
            [...document.querySelectorAll("input, textarea")].some((field) => field.value.includes(wanted)),
          text,
        )
        .catch(() => wrong.push(`${name}: '${text}' is not shown`));
    }
    await judge(page, name);
  }
  assert.deepEqual([...new Set(wrong)], []);
  console.log(`hostile: ${screens.length} screens show it all as text`);
} catch (error) {
  await browser
    .contexts()[0]
    ?.pages()[0]
    ?.screenshot({ path: join(tmpdir(), "nudge-hostile-failed.png") });
  console.error(error, [...new Set(wrong)]);
  process.exitCode = 1;
} finally {
  await browser.close();
  await system.stop();
}
