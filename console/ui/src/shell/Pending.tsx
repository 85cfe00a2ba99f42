import { FailureNote } from "../parts/FailureNote";
import { Waiting } from "../parts/Waiting";
import { PageBody, PageHead } from "./PageHead";

/** A screen of which nothing has come yet, or nothing will. */
export function Pending({ title, error, again }: { title: string; error: Error | null; again: () => void }) {
  return (
    <>
      <PageHead title={title} />
      <PageBody>{error === null ? <Waiting /> : <FailureNote error={error} again={again} />}</PageBody>
    </>
  );
}
