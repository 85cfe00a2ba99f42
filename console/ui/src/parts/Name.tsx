import { Fragment } from "react";
import { Link } from "react-router";
import type { Named } from "../api/names";
import { CopyId } from "./CopyId";
import css from "./Name.module.css";
import { personPath } from "./personPath";
import { useName } from "./useName";

/**
 * Somebody or something by name, with the id in the title; where it has no name, by its id.
 *
 * @param text what stands in the id's place, where people know it by something else
 */
export function Name({
  of,
  id,
  text = id,
  className,
}: {
  of: Named;
  id: string;
  text?: string;
  className?: string | undefined;
}) {
  const name = useName(of, id);
  return (
    <span className={className} {...(name === undefined ? {} : { title: text })}>
      {name ?? text}
    </span>
  );
}

/** The same as a link to the page, with the id beside it, ready to be copied. */
export function NamedLink({ of, id }: { of: "people" | "campaigns"; id: string }) {
  const name = useName(of, id);
  return (
    <span className={css.named}>
      <Link className="link" to={of === "people" ? personPath(id) : `/campaigns/${encodeURIComponent(id)}`}>
        {name ?? id}
      </Link>
      {name !== undefined && <span className="quiet small">{id}</span>}
      <CopyId value={id} />
    </span>
  );
}

/** Several things of the catalogue, by name. */
export function Things({ ids }: { ids: readonly string[] }) {
  return ids.map((id, index) => (
    <Fragment key={index}>
      {index > 0 && ", "}
      <Name of="things" id={id} />
    </Fragment>
  ));
}
