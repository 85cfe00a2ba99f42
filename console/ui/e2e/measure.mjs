// What measurements of the console share.

/** Posts as whoever is signed in on the page, or asks in another way: {status, body}. */
export async function call(page, path, body, method = "POST") {
  return page.evaluate(
    async ([where, what, how]) => {
      const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? "";
      const answer = await fetch(where, {
        method: how,
        headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": token },
        body: JSON.stringify(what),
      });
      return { status: answer.status, body: await answer.json().catch(() => undefined) };
    },
    [path, body, method],
  );
}

/** What times come to, for people. */
export function shares(millis) {
  const sorted = millis.sort((left, right) => left - right);
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

/** Sends events to the console; says where it does not take them. */
export async function collect(system, token, events) {
  const answer = await fetch(`${system.url}/api/events`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(events),
  });
  if (answer.status !== 202) {
    console.log(`a batch was answered with ${answer.status}`);
  }
}
