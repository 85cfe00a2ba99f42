import type { Kind } from "../names";
import type { Value } from "./literal";
import type { Operator, Test } from "./test";

const presence: Operator[] = ["has", "has not"];
const order: Operator[] = ["==", "!=", ">", ">=", "<", "<="];

const byKind: Record<Kind, Operator[]> = {
  number: [...order, "in", "not in", ...presence],
  age: [">=", "<", "==", ">", "<=", ...presence],
  text: ["==", "!=", "in", "not in", "contains", "startsWith", "endsWith", "matches", ...presence],
  date: ["<", "<=", ">", ">=", "==", "!=", ...presence],
  time: ["newer", "older", ...presence],
  list: ["includes", "excludes", ...presence],
  yesNo: ["==", ...presence],
};

const every: Operator[] = [
  ...order,
  "in",
  "not in",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "includes",
  "excludes",
  "newer",
  "older",
  ...presence,
];

/** How something can be compared. Only a part of something can be there or not. */
export function operatorsOf(kind: Kind | undefined, path: string): Operator[] {
  const all = kind === undefined ? every : byKind[kind];
  return path === "" || path.includes(".") || path.includes("[")
    ? all
    : all.filter((operator) => !presence.includes(operator));
}

/** What a comparison starts from, before anybody chose a value. */
export function firstValue(operator: Operator, kind: Kind | undefined): Value[] {
  switch (operator) {
    case "has":
    case "has not":
    case "in":
    case "not in":
      return [];
    case "newer":
    case "older":
      return [{ kind: "string", value: "720h" }];
    default:
      return kind === "yesNo"
        ? [{ kind: "bool", value: true }]
        : kind === "number" || kind === "age"
          ? [{ kind: "path", text: "" }]
          : [{ kind: "string", value: "" }];
  }
}

/** The same test with another operator; the values stay where it has a use for them. */
export function withOperator(test: Test, operator: Operator, kind: Kind | undefined): Test {
  const isAge = (one: Operator) => one === "newer" || one === "older";
  const keeps = test.values.length > 0 && isAge(operator) === isAge(test.operator);
  const many = operator === "in" || operator === "not in";
  const kept = many
    ? test.values.filter((value) => value.kind !== "path" && !(value.kind === "string" && value.value === ""))
    : test.values.slice(0, 1);
  return {
    ...test,
    operator,
    values:
      keeps && !presence.includes(operator) && (many || kept.length > 0) ? kept : firstValue(operator, kind),
  };
}
