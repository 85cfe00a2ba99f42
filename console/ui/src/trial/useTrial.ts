import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../api/client";
import type { Trial, TrialSource } from "../api/types";
import { trial as asked } from "../api/queries";

const nothing = { events: [], hours: 0, user: "" };

export function useTrial(): {
  run: (text: string, source: TrialSource, versus: string | undefined) => void;
  cancel: () => void;
  id: string | undefined;
  trial: Trial | undefined;
  failure: Error | null;
  triedText: string | undefined;
} {
  const [current, setCurrent] = useState<{ id: string; text: string }>();
  const start = useMutation({
    mutationFn: ({
      text,
      source,
      versus,
    }: {
      text: string;
      source: TrialSource;
      versus: string | undefined;
    }) =>
      answer(
        api.POST("/api/trials", {
          body: { text, source: { ...nothing, ...source }, ...(versus === undefined ? {} : { versus }) },
        }),
      ),
    onMutate: () => setCurrent(undefined),
    onSuccess: ({ id }, { text }) => setCurrent({ id, text }),
  });
  const { data, error } = useQuery({ ...asked(current?.id ?? ""), enabled: current !== undefined });
  const cancel = () => {
    if (current !== undefined) {
      void answer(api.DELETE("/api/trials/{id}", { params: { path: { id: current.id } } })).catch(
        () => undefined,
      );
      setCurrent(undefined);
    }
  };
  return {
    run: (text, source, versus) => start.mutate({ text, source, versus }),
    cancel,
    id: current?.id,
    trial: current === undefined ? undefined : data,
    failure: start.error ?? error,
    triedText: current?.text,
  };
}
