import type { TFunction } from "i18next";
import { parse } from "yaml";
import { record } from "../../editor/document/values";
import { type CapView, policyView } from "../../editor/policy/policyView";

/** What a policy rules, a sentence each; nothing where the document has none that can be read. */
export function rulesOf(text: string, t: TFunction): string[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    return [];
  }
  const policy = policyView(record(document)["policy"]);
  if (policy === undefined) {
    return [];
  }
  const { quiet, holdBack, holdout, unsubscribed } = policy;
  const sentences = policy.caps.map((cap) => capText(cap, t));
  if (quiet !== undefined && quiet.from !== "") {
    sentences.push(
      t(quiet.then === "drop" ? "policy.quietDrop" : "policy.quietDefer", {
        from: quiet.from,
        to: quiet.to,
        zone: quiet.zone === "" ? t("policy.ownClock") : quiet.zone,
      }),
    );
  }
  if (holdBack !== "") {
    sentences.push(t("policy.holdBack", { length: holdBack }));
  }
  if (holdout !== "") {
    sentences.push(t("policy.holdout", { share: holdout }));
  }
  if (unsubscribed !== "") {
    sentences.push(t("policy.unsubscribed", { condition: unsubscribed }));
  }
  return sentences;
}

function capText({ group, atMost, per }: CapView, t: TFunction): string {
  const count = Number(atMost);
  return group === "" ? t("policy.cap", { count, per }) : t("policy.groupCap", { count, per, group });
}
