import { Fragment } from "react";
import { Name } from "./Name";
import { useWords } from "./useWords";

const own = ["id", "user", "type", "time"];

function text(value: unknown): string {
  return typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(text).join(", ")
      : JSON.stringify(value);
}

/** The type of an event, as people here call it. */
export function EventType({ type }: { type: string }) {
  const words = useWords();
  const called = words.type(type);
  return <span {...(called === type ? {} : { title: type })}>{called}</span>;
}

/** What an event says, in one line: properties as people here call them, things of the catalogue by name. */
export function EventProperties({ event }: { event: Record<string, unknown> }) {
  const words = useWords();
  const all = Object.entries(event).filter(([name, value]) => !own.includes(name) && value != null);
  return all.map(([name, value], index) => {
    const called = words.property(name);
    return (
      <Fragment key={name}>
        {index > 0 && " · "}
        <span {...(called === name ? {} : { title: name })}>{called}</span>{" "}
        {name === words.thing && (typeof value === "string" || typeof value === "number") ? (
          <Name of="things" id={String(value)} />
        ) : (
          text(value)
        )}
      </Fragment>
    );
  });
}
