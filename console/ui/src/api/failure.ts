import type { Problem, ProblemDocument } from "./types";

/** What the service said no to: its status, one sentence for people, and the places in the document. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    text: string,
    readonly problems: Problem[] = [],
  ) {
    super(text);
    this.name = "Failure";
  }

  static of(status: number, document: unknown): Failure {
    const problem = (typeof document === "object" && document !== null ? document : {}) as ProblemDocument;
    return new Failure(status, problem.detail ?? problem.title ?? `HTTP ${status}`, problem.problems ?? []);
  }
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
