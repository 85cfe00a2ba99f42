import { useIntersection } from "@mantine/hooks";
import { type ReactNode, useState } from "react";

/** What is costly to show, shown once somebody comes near it. */
export function WhenSeen({ height, children }: { height: number; children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: "300px" });
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting === true && !seen) {
    setSeen(true);
  }
  return seen ? children : <div ref={ref} style={{ minHeight: height }} />;
}
