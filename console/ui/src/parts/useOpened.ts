import { useEffect, useRef } from "react";
import { type NavigateOptions, useLocation, useNavigate, useSearchParams } from "react-router";

/**
 * What is looked at beside a page, as the address says it. To open it is a step of the browser's history, which Back and
 * closing both take back; to look at another thing meanwhile is none.
 *
 * @param name of the parameter that says what is looked at
 * @param more parameters that belong to it
 */
export function useOpened<Name extends string>(name: Name, ...more: Name[]) {
  const [params, setParams] = useSearchParams();
  const { state, key } = useLocation() as { state: { opened?: string } | null; key: string };
  /** A step is on its way: a second click before it is there would be another. */
  const isLeaving = useRef(false);
  useEffect(() => {
    isLeaving.current = false;
  }, [key]);
  const navigate = useNavigate();
  const names = [name, ...more];
  const opened =
    params.get(name) === null
      ? undefined
      : (Object.fromEntries(names.map((each) => [each, params.get(each) ?? ""])) as Record<Name, string>);
  const isOpen = opened !== undefined;
  const change = (wanted: Partial<Record<Name, string>>, how: NavigateOptions) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      names.forEach((each) => next.delete(each));
      Object.entries<string | undefined>(wanted).forEach(([each, value]) => next.set(each, value ?? ""));
      return next;
    }, how);
  return {
    opened,
    open: (wanted: Record<Name, string>) => {
      if (!isLeaving.current) {
        isLeaving.current = !isOpen;
        change(wanted, isOpen ? { replace: true, state } : { state: { opened: name } });
      }
    },
    close: () => {
      if (isLeaving.current) {
        return;
      }
      // Who came by a link that says what is looked at has no step to take back.
      if (state?.opened === name) {
        isLeaving.current = true;
        void navigate(-1);
      } else {
        change({}, { replace: true });
      }
    },
  };
}
