import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const packages = "node_modules/@mantine";
const core = join(packages, "core/esm");

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));
}

/** What some files import from Mantine's core, by name. */
function imported(paths: string[]): Set<string> {
  const lists = paths.flatMap((path) => [
    ...readFileSync(path, "utf8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g),
  ]);
  return new Set(
    lists
      .flatMap(([, names = ""]) => names.split(","))
      .map((name) => name.trim().split(" as ")[0] ?? "")
      .filter((name) => name !== "" && !name.startsWith("type ")),
  );
}

/** The names of the style sheets that a module of Mantine's, and whatever it imports, has. */
function sheets(module: string, seen: Set<string>, found: Set<string>): void {
  if (seen.has(module) || !existsSync(module)) {
    return;
  }
  seen.add(module);
  const name = /([A-Za-z]+)\.module\.mjs$/.exec(module)?.[1];
  if (name !== undefined) {
    found.add(name);
  }
  for (const [, path = ""] of readFileSync(module, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
    sheets(resolve(dirname(module), path), seen, found);
  }
}

describe("the styles of Mantine", () => {
  const listed = [...readFileSync("src/theme/styles.ts", "utf8").matchAll(/core\/styles\/([A-Za-z]+)\.css/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !["global", "baseline"].includes(name));

  it("are those of all parts that are used, and no others", () => {
    const used = imported([
      ...files("src", /\.tsx?$/),
      ...files(join(packages, "modals/esm"), /\.mjs$/),
      ...files(join(packages, "notifications/esm"), /\.mjs$/),
    ]);
    const places = [
      ...readFileSync(join(core, "index.mjs"), "utf8").matchAll(/import \{([^}]*)\} from "([^"]+)"/g),
    ];
    const seen = new Set<string>();
    const found = new Set<string>();
    for (const [, names = "", place = ""] of places) {
      if (names.split(",").some((name) => used.has(name.trim()))) {
        sheets(resolve(core, place), seen, found);
      }
    }
    expect(found.size).toBeGreaterThan(10);
    expect([...listed].sort()).toEqual([...found].sort());
  });

  it("stand in Mantine's order", () => {
    const all = readFileSync(join(packages, "core/styles.css"), "utf8");
    const at = listed.map((name) => {
      const own = readFileSync(join(packages, `core/styles/${name}.css`), "utf8");
      return all.indexOf(/\.m_[0-9a-f]+/.exec(own)?.[0] ?? "none");
    });
    expect(at).toEqual([...at].sort((left, right) => left - right));
  });
});
