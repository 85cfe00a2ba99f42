import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "react-router";
import { savedQuery } from "../api/data";
import { Pending } from "../shell/Pending";
import { Workbench } from "./Workbench";

const template = `/*
description: What is known of a customer.
parameters:
  userid: {type: text, description: The customer.}
*/
select *
from customers
where user_id = :userid
`;

export function NewQueryPage() {
  const { state } = useLocation() as { state: { text?: string } | null };
  return <Workbench document={undefined} initial={state?.text ?? template} />;
}

export function QueryPage() {
  const { name = "" } = useParams();
  const { data, error, refetch } = useQuery(savedQuery(name));
  return data === undefined ? (
    <Pending title={name} error={error} again={() => void refetch()} />
  ) : (
    <Workbench key={name} document={data} initial={data.draft ?? data.text ?? ""} />
  );
}
