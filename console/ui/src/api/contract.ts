/** The service's contract by hand, until it is generated from the OpenAPI document. */

export type Role = "viewer" | "editor" | "publisher" | "admin";
export type Session = { name: string; role: Role; permissions: string[]; language?: string | null };
export type Severity = "error" | "warning";
export type Problem = {
  severity: Severity;
  line: number;
  column: number;
  text: string;
  length?: number | null;
};
export type CampaignState = "draft" | "live" | "paused" | "ended" | "refused";
export type CampaignRow = {
  id: string;
  name?: string | null;
  state: string;
  version?: number | null;
  draft: boolean;
  triggersToday: number;
  sparkline: number[];
  changed: string;
  changedBy?: string | null;
};
export type CampaignPage = { total: number; items: CampaignRow[] };
export type CampaignDetail = {
  id: string;
  name?: string | null;
  state: string;
  version?: number | null;
  text?: string | null;
  draft?: string | null;
  draftRevision?: number | null;
  changed: string;
  changedBy?: string | null;
  problems: Problem[];
};
export type Version = {
  number: number;
  text: string;
  state: string;
  by?: string | null;
  at: string;
  source: string;
  jobVersion?: number | null;
  jobState?: string | null;
  problems: Problem[];
};
export type AuditLine = {
  at: string;
  by?: string | null;
  action: string;
  version?: number | null;
  detail?: string | null;
};
export type TriggerCounts = { bucketMillis: number; buckets: { time: string; count: number }[] };
export type FunnelStep = {
  step: string;
  entered: number;
  waiting: number;
  advanced: number;
  left: { cancelled: number; expired: number; skipped: number; dropped: number };
};
export type Funnel = { steps: FunnelStep[]; fired: number; firedToday: number };
export type MachineState = { id: string; step?: string | null; label: string; kind: string };
export type MachineEdge = { from: string; to: string; label?: string | null; kind: string };
export type Machine = { states: MachineState[]; edges: MachineEdge[] };
export type CheckAnswer = {
  problems: Problem[];
  id?: string | null;
  footprint?: string | null;
  machine?: Machine | null;
  explanation?: string | null;
};
export type SeenProperty = { name: string; kind: string; samples: string[] };
export type SeenType = { name: string; count: number; properties: SeenProperty[] };
export type Vocabulary = { types: SeenType[]; profile: SeenProperty[] };
export type Share = { name: string; count: number };
export type LiveNumbers = {
  eventsPerSecond: number;
  triggersPerSecond: number;
  p50: number;
  p99: number;
  series: { time: string; events: number; triggers: number }[];
  topCampaigns: { id: string; name?: string | null; today: number; sparkline: number[] }[];
  panels: {
    visitors15m: number;
    sessions8h: number;
    visitingNow: number;
    topPages: Share[];
    latestVisitors: { user: string; time: string; type?: string | null }[];
    categories: Share[];
    devices: Share[];
  };
};
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
export type TrialSource =
  { kind: "pasted"; events: unknown[] } | { kind: "user"; user: string } | { kind: "recent"; hours: number };
export type TrialTrigger = {
  user: string;
  time: string;
  cause: string;
  offer?: unknown;
  matched?: Record<string, Matched>;
};
export type Trial = {
  state: string;
  events: number;
  users: number;
  firedUsers: number;
  triggers: TrialTrigger[];
  perHour: { time: string; count: number }[];
  progress: number;
};
export type StoryEntry = { kind: string; [key: string]: unknown };
export type Visitor = { user: string; token: string };
export type Product = {
  id: string;
  name: string;
  category: string;
  price: number;
  image?: string | null;
  description?: string | null;
};
export type Account = { id: number; name: string; role: Role };
export type Token = {
  id: number;
  name: string;
  scopes: string[];
  created?: string;
  token?: string;
};

type Body<T> = { requestBody: { content: { "application/json": T } } };
type Answer<T> = {
  responses: {
    200: { content: { "application/json": T } };
    default: { content: { "application/problem+json": ProblemDocument } };
  };
};
type Path<T> = { parameters: { path: T } };
type Query<T> = { parameters: { query?: T } };

export type ProblemDocument = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  problems?: Problem[];
};

export type paths = {
  "/api/session": {
    get: Answer<Session>;
    post: Body<{ name: string; password: string }> & Answer<Session>;
    delete: Answer<undefined>;
  };
  "/api/campaigns": {
    get: Query<{ q?: string; state?: string; sort?: string; offset?: number; limit?: number }> &
      Answer<CampaignPage>;
    post: Body<{ text: string }> & Answer<{ id: string; draftRevision: number }>;
  };
  "/api/campaigns/bulk": {
    post: Body<{ ids: string[]; action: string }> & Answer<unknown>;
  };
  "/api/campaigns/{id}": { get: Path<{ id: string }> & Answer<CampaignDetail> };
  "/api/campaigns/{id}/versions": { get: Path<{ id: string }> & Answer<Version[]> };
  "/api/campaigns/{id}/audit": { get: Path<{ id: string }> & Answer<AuditLine[]> };
  "/api/campaigns/{id}/triggers": {
    get: { parameters: { path: { id: string }; query?: { hours?: number } } } & Answer<TriggerCounts>;
  };
  "/api/campaigns/{id}/funnel": { get: Path<{ id: string }> & Answer<Funnel> };
  "/api/campaigns/{id}/draft": {
    put: Path<{ id: string }> &
      Body<{ text: string; revision: number | null }> &
      Answer<{ draftRevision: number }>;
    delete: Path<{ id: string }> & Answer<undefined>;
  };
  "/api/campaigns/{id}/publish": {
    post: Path<{ id: string }> & Body<{ revision: number | null }> & Answer<{ version: number }>;
  };
  "/api/campaigns/{id}/pause": { post: Path<{ id: string }> & Answer<{ version: number }> };
  "/api/campaigns/{id}/resume": { post: Path<{ id: string }> & Answer<{ version: number }> };
  "/api/campaigns/{id}/end": { post: Path<{ id: string }> & Answer<{ version: number }> };
  "/api/campaigns/{id}/rollback": {
    post: Path<{ id: string }> & Body<{ version: number }> & Answer<{ version: number }>;
  };
  "/api/check": { post: Body<{ text: string }> & Answer<CheckAnswer> };
  "/api/vocabulary": { get: Answer<Vocabulary> };
  "/api/live": { get: Answer<LiveNumbers> };
  "/api/triggers": {
    get: Query<{ campaign?: string; user?: string; limit?: number }> & Answer<Trigger[]>;
  };
  "/api/trials": { post: Body<{ text: string; source: TrialSource }> & Answer<{ id: string }> };
  "/api/trials/{id}": {
    get: Path<{ id: string }> & Answer<Trial>;
    delete: Path<{ id: string }> & Answer<undefined>;
  };
  "/api/trials/{id}/users/{user}/story": {
    get: Path<{ id: string; user: string }> & Answer<StoryEntry[]>;
  };
  "/api/accounts": {
    get: Answer<Account[]>;
    post: Body<{ name: string; password: string; role: Role }> & Answer<Account>;
  };
  "/api/accounts/{id}": {
    patch: Path<{ id: number }> & Body<{ role?: Role; password?: string }> & Answer<Account>;
    delete: Path<{ id: number }> & Answer<undefined>;
  };
  "/api/tokens": {
    get: Answer<Token[]>;
    post: Body<{ name: string; scopes: string[] }> & Answer<Token>;
  };
  "/api/tokens/{id}": { delete: Path<{ id: number }> & Answer<undefined> };
  "/api/shop/visitors": { post: Body<{ gender: string; age: number }> & Answer<Visitor> };
  "/api/shop/products": { get: Answer<Product[]> };
};
