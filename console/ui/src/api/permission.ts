import { useQuery } from "@tanstack/react-query";
import type { Role } from "./types";
import { session } from "./queries";

const order: Role[] = ["viewer", "editor", "publisher", "admin"];

export function covers(role: string | undefined, needed: Role): boolean {
  return order.indexOf((role ?? "").toLowerCase() as Role) >= order.indexOf(needed);
}

/** Whether the one who is signed in may do what a role may. The service decides; this only hides the vain. */
export function useMay(needed: Role): boolean {
  const { data } = useQuery({ ...session, enabled: false });
  return covers(data?.role, needed);
}
