type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** Who asks people to sign in again, in place, when their session is over; until the returned function is called. */
export function asksToSignIn(asks: Ask): () => void {
  ask = asks;
  return () => {
    if (ask === asks) {
      ask = undefined;
    }
  };
}

/** Whether somebody has signed in again; false where nobody can be asked. All who wait ask once. */
export function signedInAgain(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => (asking = undefined));
  return asking;
}
