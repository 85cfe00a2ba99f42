import { useEffect, useRef, useState } from "react";
import { type Connection, follow, type StreamEvent } from "./follow";

/** Hears a stream while the component is there; an undefined address hears nothing. */
export function useStream(url: string | undefined, onEvent: (event: StreamEvent) => void): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const hears = useRef(onEvent);
  useEffect(() => {
    hears.current = onEvent;
  });
  useEffect(() => {
    if (url === undefined) {
      return undefined;
    }
    return follow(url, {
      onEvent: (event) => hears.current(event),
      onConnection: setConnection,
    });
  }, [url]);
  return connection;
}
