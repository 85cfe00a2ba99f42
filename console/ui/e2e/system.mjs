// A whole Nudge for a test: `./nudge up` on free ports, a demo in a folder that is thrown away.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

const nudge = fileURLToPath(new URL("../../../nudge", import.meta.url));
const patienceMillis = 300_000;

/** Below those that the system gives to outgoing connections, one of which would take it until somebody listens. */
function freePort() {
  return new Promise((resolve) => {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    server.once("error", () => resolve(freePort()));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(port)));
  });
}

/**
 * A demo, with more options of the command. Resolves to {url, password, stop} when everything runs; what it says goes to stderr
 * if it does not. One that runs already is taken where NUDGE_URL and NUDGE_PASSWORD say which, and goes on.
 */
export async function start(...more) {
  const { NUDGE_URL: running, NUDGE_PASSWORD: known } = env;
  if (running !== undefined) {
    return { url: running, password: known, stop: async () => undefined };
  }
  const data = newFolder();
  const system = await up(data, "--demo", ...more);
  return {
    ...system,
    stop: async () => {
      await system.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Where a system can keep what lasts. */
export const newFolder = () => mkdtempSync(join(tmpdir(), "nudge-e2e-"));

/** A command of the product, which is to end well: what it says. */
export function command(...args) {
  const { status, stdout, stderr } = spawnSync(nudge, args, { encoding: "utf8", timeout: patienceMillis });
  if (status !== 0) {
    throw new Error(`nudge ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  }
  return stdout;
}

/**
 * A system that keeps what lasts in a folder and goes on with what is there: {url, kafka, password, stop}. The password is said
 * by the first start only.
 */
export async function up(data, ...more) {
  const [kafka, web] = [await freePort(), await freePort()];
  const process = spawn(
    nudge,
    [
      "up",
      ...more,
      ...["--data", data],
      ...["--set", `local.kafka_port=${kafka}`],
      ...["--set", "local.metrics_port=0"],
      ...["--set", "local.flink_port=0"],
      ...["--set", `console.port=${web}`],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const stop = async () => {
    const ended = new Promise((resolve) => process.once("exit", resolve));
    if (process.exitCode === null) {
      process.kill("SIGTERM");
      await ended;
    }
  };
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), patienceMillis);
    const hear = (chunk) => {
      said += chunk;
      if (/Ctrl-C stops/.test(said)) {
        clearTimeout(late);
        resolve();
      }
    };
    process.stdout.on("data", hear);
    process.stderr.on("data", hear);
    process.once("exit", (code) => reject(new Error(`nudge up ended with ${code}:\n${said}`)));
  });
  const password = /sign in\s+admin, (\S+)/.exec(said)?.[1];
  return { url: `http://127.0.0.1:${web}`, kafka: `127.0.0.1:${kafka}`, password, stop };
}
