import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Outlet } from "react-router";
import { Failure } from "../api/failure";
import { session } from "../api/queries";
import { preferred } from "../i18n";
import { Later } from "../parts/Later";
import { Waiting } from "../parts/Waiting";
import { SignIn } from "./SignIn";
import { SignInAgain } from "./SignInAgain";
import { Unreachable } from "./Unreachable";

/** Shows what needs a session: the sign-in page in its place until there is one, at the same address. */
export function SignedIn() {
  const { data, error, isPending, refetch } = useQuery(session);
  useEffect(() => {
    // Without its texts the page goes on in the language that it has.
    preferred(data?.language).catch(() => undefined);
  }, [data?.language]);
  if (isPending) {
    return <Waiting />;
  }
  if (data !== undefined) {
    return (
      <>
        <Later>
          <Outlet />
        </Later>
        <SignInAgain name={data.name} />
      </>
    );
  }
  return error instanceof Failure && error.status !== 401 && error.status !== 403 ? (
    <Unreachable again={() => void refetch()} />
  ) : (
    <SignIn />
  );
}
