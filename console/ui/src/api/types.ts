import type { components } from "./schema";

type Schemas = components["schemas"];

export type Role = NonNullable<Schemas["Identity"]["role"]>;
export type Problem = Schemas["Mistake"] & { length?: number };
export type CampaignRow = Schemas["CampaignLine"];
export type CampaignDetail = Schemas["CampaignDetail"];
export type Version = Schemas["CampaignVersion"];
export type FunnelStep = Schemas["Step"];
export type CampaignEffect = Schemas["CampaignEffect"];
export type EffectArm = Schemas["EffectArm"];
export type EffectEstimate = Schemas["EffectEstimate"];
export type VariantEffect = Schemas["VariantEffect"];
export type CampaignBudget = Schemas["EffectBudget"];
export type WithheldCount = Schemas["WithheldCount"];
export type Machine = Schemas["Drawing"];
export type MachineState = Schemas["Circle"];
export type MachineEdge = Schemas["Arrow"];
export type Cost = Schemas["Cost"];
export type SeenProperty = Schemas["PropertyWords"];
export type Vocabulary = Schemas["Words"];
export type Estimate = Schemas["EstimateResult"];
export type Share = Schemas["Count"];
export type Account = Schemas["ListedAccount"];
export type FoundPerson = Schemas["FoundPerson"];
export type Product = Schemas["Product"];
export type ShopVisitor = Schemas["Visitor"];
export type ShopWalk = Schemas["Walk"];
export type ProblemDocument = Partial<Schemas["ProblemBody"]>;
export type Snapshot = Schemas["Snapshot"];

// What the engine writes goes through the service as it is, so the document says no more of it than that it is JSON.

export type NudgeEvent = {
  id: string;
  user: string;
  type: string;
  time: string;
  [property: string]: unknown;
};
export type Matched = NudgeEvent[] | { count: number; first: string; last: string };
export type Trigger = {
  id: string;
  campaign: string;
  version: number;
  user: string;
  time: string;
  cause: "match" | "timeout" | "condition";
  offer?: unknown;
  matched: Record<string, Matched>;
  measures: Record<string, unknown>;
};
export type Transition = {
  campaign: string;
  version: number;
  user: string;
  time: string;
  kind: "started" | "advanced" | "completed" | "cancelled" | "expired" | "skipped" | "dropped";
  state: string;
  event?: NudgeEvent;
  text?: string;
};
export type Trial = Omit<Schemas["TrialResult"], "triggers"> & { triggers: Trigger[] };
export type StoryEntry = { kind: string; [key: string]: unknown };
export type TrialSource =
  { kind: "pasted"; events: unknown[] } | { kind: "user"; user: string } | { kind: "recent"; hours: number };
