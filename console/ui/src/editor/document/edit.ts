import { type Document, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from "yaml";
import { campaignKeys, capKeys, measureKeys, patternKeys, policyKeys, quietKeys, stepKeys } from "./order";

export type Path = readonly (string | number)[];

function orderFor(path: Path): readonly string[] {
  const parent = path.at(-2);
  if (path.length === 1) {
    return campaignKeys;
  }
  if (path.length === 2 && path[0] === "pattern") {
    return patternKeys;
  }
  if (path[0] === "policy") {
    return path.length === 2 ? policyKeys : path[1] === "quiet" ? quietKeys : capKeys;
  }
  if (typeof parent === "number") {
    return stepKeys;
  }
  return path.length === 3 && path[0] === "measures" ? measureKeys : [];
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

/**
 * Sets one value, or takes it away with undefined. A scalar that is there keeps its place, style and comments; a new
 * key takes the place that the reference gives it; a map or list that becomes empty goes too.
 */
export function put(document: Document, path: Path, value: unknown): void {
  if (value === undefined) {
    remove(document, path);
    return;
  }
  const there = document.getIn(path, true);
  if (isScalar(there) && (typeof value !== "object" || value === null)) {
    restyle(there, value);
    return;
  }
  const parentPath = path.slice(0, -1);
  if (parentPath.length > 0 && !document.hasIn(parentPath)) {
    put(document, parentPath, typeof path.at(-1) === "number" ? [] : {});
  }
  const parent = (
    parentPath.length === 0 ? document.contents : document.getIn(parentPath, true)
  ) as Node | null;
  const key = path.at(-1);
  const node = document.createNode(value);
  if (there !== undefined && isNodeWithComment(there)) {
    node.comment = there.comment ?? null;
    node.commentBefore = there.commentBefore ?? null;
  }
  if (isMap(parent) && typeof key === "string" && !parent.has(key)) {
    insert(document, parent, key, node, orderFor(path));
  } else {
    document.setIn(path, node);
  }
}

function isNodeWithComment(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}

function restyle(scalar: Scalar, value: unknown): void {
  const text = typeof value === "string";
  if (!text || typeof scalar.value !== "string") {
    delete scalar.source;
    if (typeof value !== typeof scalar.value) {
      delete scalar.type;
    }
  }
  // A folded block folds again differently; a literal one says where its lines end.
  if (scalar.type === "BLOCK_FOLDED") {
    scalar.type = text && value.includes("\n") ? "BLOCK_LITERAL" : "PLAIN";
  } else if (scalar.type === "BLOCK_LITERAL" && text && !value.includes("\n")) {
    scalar.type = "PLAIN";
  }
  scalar.value = value;
}

function insert(document: Document, map: YAMLMap, key: string, node: Node, order: readonly string[]): void {
  const rank = order.indexOf(key);
  const pair = document.createPair(key, node) as Pair;
  const later = map.items.findIndex((item) => order.indexOf(String(keyOf(item))) > rank);
  const at = rank < 0 || later < 0 ? map.items.length : later;
  // The first pair carries the comment above the map: what is put before it takes that over.
  map.items.splice(at, 0, pair as never);
}

function remove(document: Document, path: Path): void {
  if (!document.hasIn(path)) {
    return;
  }
  document.deleteIn(path);
  const parentPath = path.slice(0, -1);
  const parent = parentPath.length === 0 ? undefined : document.getIn(parentPath, true);
  if ((isMap(parent) || isSeq(parent)) && parent.items.length === 0) {
    remove(document, parentPath);
  }
}

export function insertItem(document: Document, path: Path, index: number, value: unknown): void {
  const list = document.getIn(path, true);
  if (isSeq(list)) {
    list.items.splice(index, 0, document.createNode(value));
  } else {
    put(document, path, [value]);
  }
}

export function moveItem(document: Document, path: Path, from: number, to: number): void {
  const list = document.getIn(path, true);
  if (isSeq(list) && to >= 0 && to < list.items.length) {
    const [item] = list.items.splice(from, 1);
    list.items.splice(to, 0, item);
  }
}

/** Gives a key of a map another name; its value, place and comments stay. */
export function rename(document: Document, path: Path, name: string): void {
  const map = document.getIn(path.slice(0, -1), true);
  if (!isMap(map) || map.has(name)) {
    return;
  }
  const pair = map.items.find((item) => keyOf(item) === path.at(-1));
  if (pair !== undefined) {
    if (isScalar(pair.key)) {
      if (pair.key.value === "") {
        delete pair.key.type; // nothing needs quotes, what comes after it may not
      }
      pair.key.value = name;
      delete pair.key.source;
    } else {
      pair.key = new Scalar(name);
    }
  }
}
