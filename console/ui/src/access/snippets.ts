/** Requests that are ready to be run, with a token in them. */
export const languages = ["curl", "java", "python", "javascript", "segment"] as const;
export type Language = (typeof languages)[number];

const event = '{"user": "ann", "type": "view", "product_id": "p1"}';

/** What a token with these scopes is shown with; nothing where none of it would work. */
export function languagesFor(scopes: string[]): Language[] {
  if (scopes.includes("collect")) {
    return [...languages];
  }
  return scopes.includes("read") ? languages.filter((language) => language !== "segment") : [];
}

/** Sends an event to the console at `url`, or, where the token may only read, asks for its campaigns. */
export function snippet(language: Language, url: string, token: string, scopes: string[]): string {
  const sends = scopes.includes("collect");
  const address = url + (sends ? "/api/events" : "/api/campaigns");
  switch (language) {
    case "curl":
      return sends
        ? `curl -i '${address}' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '${event}'`
        : `curl '${address}' -H 'Authorization: Bearer ${token}'`;
    case "java":
      return `// java Nudge.java
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Nudge {
  public static void main(String[] args) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("${address}"))
            .header("Authorization", "Bearer ${token}")
${
  sends
    ? `            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("${event.replaceAll('"', '\\"')}"))
`
    : ""
}            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
  }
}`;
    case "python":
      return `import json
import urllib.request

request = urllib.request.Request(
    "${address}",
${sends ? `    data=json.dumps(${event}).encode(),\n` : ""}    headers={"Authorization": "Bearer ${token}"${sends ? ', "Content-Type": "application/json"' : ""}},
)
with urllib.request.urlopen(request) as answer:
    print(answer.status, json.load(answer))`;
    case "javascript":
      return `const answer = await fetch("${address}", {
${sends ? '  method: "POST",\n' : ""}  headers: { Authorization: "Bearer ${token}"${sends ? ', "Content-Type": "application/json"' : ""} },
${sends ? `  body: JSON.stringify(${event}),\n` : ""}});
console.log(answer.status, await answer.json());`;
    case "segment":
      return `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${token}", host: "${url}" });
analytics.track({ userId: "ann", event: "view", properties: { product_id: "p1" } });
await analytics.closeAndFlush();`;
  }
}
