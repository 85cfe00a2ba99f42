import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type Answered, ask, type Values } from "../api/ask";
import { answer, api } from "../api/client";
import { serverNow } from "../api/clock";
import type { QueryParameter } from "../api/data";
import { remember } from "./history";
import type { Plan } from "./PlanTree";

/** What is sent: the values of the parameters that the query has, each as a list of texts. */
export function given(parameters: readonly QueryParameter[], values: Values): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { name } of parameters) {
    const value = values[name];
    const all = (Array.isArray(value) ? value : [value]).filter(
      (one): one is string => one !== undefined && one !== "",
    );
    if (all.length > 0) {
      found[name] = all;
    }
  }
  return found;
}

export type Try = { name: string | undefined; text: string; parameters: Record<string, string[]> };

/** Of requests made one after the other only the last is waited for, and none when the page is left. */
function useLatest(): { begin: () => AbortSignal; stop: () => void } {
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  return {
    begin: () => {
      current.current?.abort();
      current.current = new AbortController();
      return current.current.signal;
    },
    stop: () => current.current?.abort(),
  };
}

/** Runs a text that need not be saved, and remembers in this browser that it was. */
export function useRun() {
  const latest = useLatest();
  const run = useMutation<Answered, Error, Try>({
    mutationFn: async ({ name, text, parameters }) => {
      const answered = await ask("/api/workbench/run", {
        body: { text, parameters, ...(name === undefined ? {} : { name }) },
        signal: latest.begin(),
      });
      remember({
        at: new Date(serverNow()).toISOString(),
        text,
        values: parameters,
        rows: answered.rows.length,
        millis: answered.millis,
      });
      return answered;
    },
  });
  return {
    ...run,
    /** Waits no longer; the store gives up by the query's time-out. */
    stop: () => {
      latest.stop();
      run.reset();
    },
  };
}

export function useExplain() {
  const latest = useLatest();
  return useMutation<Plan, Error, Try>({
    mutationFn: ({ name, text, parameters }) =>
      answer(
        api.POST("/api/workbench/explain", {
          body: { text, parameters, ...(name === undefined ? {} : { name }) },
          signal: latest.begin(),
        }),
      ),
  });
}
