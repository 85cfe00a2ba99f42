import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { labels } from "../api/labels";

/**
 * What people call types of events and properties; what nobody calls anything goes by its own name.
 *
 * @property thing the property by which events name a thing of the catalogue; empty for none
 */
export type Words = {
  type: (name: string) => string;
  property: (name: string) => string;
  thing: string;
};

export function useWords(): Words {
  const { data } = useQuery({ ...labels, staleTime: 60_000 });
  return useMemo(() => {
    const texts = new Map((data?.labels ?? []).map(({ of, name, text }) => [`${of} ${name}`, text]));
    return {
      type: (name) => texts.get(`type ${name}`) ?? name,
      property: (name) => texts.get(`event ${name}`) ?? name,
      thing: data?.thing ?? "",
    };
  }, [data]);
}
