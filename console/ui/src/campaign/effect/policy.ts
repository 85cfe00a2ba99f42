import type { TFunction } from "i18next";
import { parse } from "yaml";

/** What a policy rules, a sentence each; nothing where the document has none that can be read. */
export function rulesOf(text: string, t: TFunction): string[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return [];
  }
  const policy = record(record(document)["policy"]);
  const sentences = listed(policy["caps"]).map((cap) => capText(record(cap), t));
  const quiet = record(policy["quiet"]);
  if (quiet["from"] !== undefined) {
    sentences.push(
      t(quiet["then"] === "drop" ? "policy.quietDrop" : "policy.quietDefer", {
        from: word(quiet["from"]),
        to: word(quiet["to"]),
        zone: quiet["zone"] === undefined ? t("policy.ownClock") : word(quiet["zone"]),
      }),
    );
  }
  if (policy["hold_back"] !== undefined) {
    sentences.push(t("policy.holdBack", { length: word(policy["hold_back"]) }));
  }
  const holdout = policy["holdout"];
  if (holdout !== undefined && holdout !== null) {
    const share = record(holdout)["share"];
    sentences.push(t("policy.holdout", { share: word(share ?? holdout) }));
  }
  if (policy["unsubscribed"] !== undefined) {
    sentences.push(t("policy.unsubscribed", { condition: word(policy["unsubscribed"]) }));
  }
  return sentences;
}

function capText(cap: Record<string, unknown>, t: TFunction): string {
  const group = cap["group"];
  const count = Number(cap["at_most"]);
  return group === undefined
    ? t("policy.cap", { count, per: word(cap["per"]) })
    : t("policy.groupCap", { count, per: word(cap["per"]), group: word(group) });
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function word(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
