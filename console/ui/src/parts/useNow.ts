import { useEffect, useState } from "react";
import { serverNow } from "../api/clock";

/** The time by the server's clock, read again every so many milliseconds. */
export function useNow(every = 15_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
