import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "react-router";
import { board } from "../api/data";
import { Pending } from "../shell/Pending";
import { BoardEditor } from "./BoardEditor";

const template = `title: A board
refresh: 5s
panels:
  - {title: What can be asked, show: table, query: columns, width: 4}
`;

export function NewBoardPage() {
  const { state } = useLocation() as { state: { text?: string } | null };
  return <BoardEditor document={undefined} initial={state?.text ?? template} />;
}

export function EditBoardPage() {
  const { name = "" } = useParams();
  const { data, error, refetch } = useQuery(board(name));
  if (data === undefined) {
    return <Pending title={name} error={error} again={() => void refetch()} />;
  }
  return <BoardEditor key={name} document={data} initial={data.text} />;
}
