import { Loader } from "@mantine/core";
import { useEffect, useState } from "react";

/** A sign of work, shown only when the work takes long enough to be noticed. */
export function Waiting({ height = 240 }: { height?: number }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div style={{ display: "grid", placeItems: "center", minHeight: height }} aria-busy="true">
      {slow && <Loader size="sm" color="gray" />}
    </div>
  );
}
