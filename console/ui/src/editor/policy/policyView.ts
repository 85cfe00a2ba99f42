import { record, text } from "../document/values";

export type CapView = { group: string; atMost: string; per: string };

/**
 * What the form shows of a policy.
 *
 * @property capsInList whether caps stand in a list; a single one may stand alone
 * @property holdout as a share of all people, such as `5%`
 * @property tag of the holdout; people are the same for all of one tag
 */
export type PolicyView = {
  caps: CapView[];
  capsInList: boolean;
  quiet: { from: string; to: string; zone: string; then: string } | undefined;
  holdBack: string;
  holdout: string;
  tag: string;
  unsubscribed: string;
};

/** Reads the key `policy` of a document; undefined where it has none. */
export function policyView(value: unknown): PolicyView | undefined {
  if (value === undefined) {
    return undefined;
  }
  const policy = record(value);
  const caps = policy["caps"];
  const quiet = policy["quiet"];
  const holdout = policy["holdout"];
  const hours = record(quiet);
  return {
    caps: (Array.isArray(caps) ? (caps as unknown[]) : caps == null ? [] : [caps]).map(record).map((cap) => ({
      group: text(cap["group"]),
      atMost: text(cap["at_most"]),
      per: text(cap["per"]),
    })),
    capsInList: caps == null || Array.isArray(caps),
    quiet:
      quiet == null
        ? undefined
        : {
            from: text(hours["from"]),
            to: text(hours["to"]),
            zone: text(hours["zone"]),
            then: text(hours["then"]),
          },
    holdBack: text(policy["hold_back"]),
    holdout: text(holdout) !== "" ? text(holdout) : text(record(holdout)["share"]),
    tag: text(record(holdout)["tag"]),
    unsubscribed: text(policy["unsubscribed"]),
  };
}
