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
  const { state } = useLocation() as { state: { opened?: string } | null };
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
    open: (wanted: Record<Name, string>) =>
      change(wanted, isOpen ? { replace: true, state } : { state: { opened: name } }),
    close: () => {
      // Who came by a link that says what is looked at has no step to take back.
      if (state?.opened === name) {
        void navigate(-1);
      } else {
        change({}, { replace: true });
      }
    },
  };
}
