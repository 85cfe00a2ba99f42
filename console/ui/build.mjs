// What Maven calls: brings the packages of the lock file, then builds (node build.mjs) or checks and
// tests (node build.mjs check). What is up to date is not done again.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schema = join(here, "../../engine/src/main/resources/campaign.schema.json");
const packages = join(here, "node_modules/.nudge-lock");
const built = join(here, "dist/index.html");

function npm(...args) {
  execFileSync("npm", args, { cwd: here, stdio: ["ignore", "inherit", "inherit"] });
}

function lock() {
  return createHash("sha256")
    .update(readFileSync(join(here, "package-lock.json")))
    .digest("hex");
}

function newest(path) {
  const stat = statSync(path);
  return stat.isDirectory()
    ? Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
    : stat.mtimeMs;
}

function isBuilt() {
  const sources = [
    "src",
    "public",
    "index.html",
    "vite.config.ts",
    "firstVisit.ts",
    "vite.client.config.ts",
    "package-lock.json",
  ];
  const changed = Math.max(newest(schema), ...sources.map((name) => newest(join(here, name))));
  return existsSync(built) && statSync(built).mtimeMs >= changed;
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node.js is ${process.version}: install version 20 or later (https://nodejs.org)`);
  process.exit(1);
}
if (!existsSync(packages) || readFileSync(packages, "utf8") !== lock()) {
  // Not `npm ci`: that of npm 11 refuses a lock file without the packages of other platforms.
  npm("install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error");
  writeFileSync(packages, lock());
}
if (process.argv[2] === "check") {
  npm("run", "check");
  npm("test");
} else if (!isBuilt()) {
  npm("run", "build");
}
