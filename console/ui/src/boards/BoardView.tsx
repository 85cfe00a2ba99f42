import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Board, listedQueries } from "../api/data";
import { FailureNote } from "../parts/FailureNote";
import { useValues } from "../parts/useValues";
import { Waiting } from "../parts/Waiting";
import css from "./Boards.module.css";
import { PanelView } from "./PanelView";

/** The panels of a board, and fields for what they share. */
export function BoardView({ board, tools }: { board: Board; tools?: (index: number) => ReactNode }) {
  const { data, error } = useQuery({ ...listedQueries, refetchInterval: 15_000 });
  const [values, change] = useValues();
  const [given] = useDebouncedValue(values, 300);
  if (error !== null && data === undefined) {
    return <FailureNote error={error} />;
  }
  if (data === undefined) {
    return <Waiting />;
  }
  const queries = new Map(data.queries.map((query) => [query.name, query]));
  return (
    <>
      {board.parameters.length > 0 && (
        <div className={css.parameters}>
          {board.parameters.map((parameter) => (
            <TextInput
              key={parameter.name}
              label={parameter.label}
              placeholder={parameter.standard}
              value={[values[parameter.name] ?? ""].flat()[0] ?? ""}
              onChange={(event) => change(parameter.name, event.currentTarget.value)}
            />
          ))}
        </div>
      )}
      <div className={css.grid}>
        {board.panels.map((panel, index) => (
          <PanelView
            key={`${index} ${panel.query} ${panel.show}`}
            board={board}
            panel={panel}
            query={queries.get(panel.query)}
            given={given}
            tools={tools?.(index)}
          />
        ))}
      </div>
    </>
  );
}
