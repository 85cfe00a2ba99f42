import document from "@schema";

export type Schema = {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  default?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema | boolean>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  if?: Schema;
  then?: Schema | boolean;
  else?: Schema | boolean;
  $defs?: Record<string, Schema>;
};

const root = document as unknown as Schema;

function isSchema(schema: Schema | boolean | undefined): schema is Schema {
  return typeof schema === "object";
}

/** Every shape that a value may have there: references followed, choices opened. */
function shapes(schema: Schema | boolean | undefined): Schema[] {
  if (!isSchema(schema)) {
    return [];
  }
  const referred =
    schema.$ref?.startsWith("#/$defs/") === true ? root.$defs?.[schema.$ref.slice(8)] : undefined;
  return [
    schema,
    ...[referred, schema.then, schema.else, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(
      (each) => shapes(each),
    ),
  ];
}

function inside(schema: Schema, key: string): (Schema | boolean | undefined)[] {
  if (key === "[]") {
    return [schema.items];
  }
  const named = schema.properties?.[key];
  return [named ?? (isSchema(schema.additionalProperties) ? schema.additionalProperties : undefined)];
}

export function schemasAt(path: readonly string[]): Schema[] {
  return path.reduce<Schema[]>(
    (found, key) => found.flatMap((schema) => inside(schema, key)).flatMap((schema) => shapes(schema)),
    shapes(root),
  );
}

export type Key = { name: string; title: string; description: string; holds: "map" | "list" | "value" };

export function keysAt(path: readonly string[]): Key[] {
  const keys = new Map<string, Key>();
  for (const schema of schemasAt(path)) {
    for (const [name, value] of Object.entries(schema.properties ?? {})) {
      if (isSchema(value) && !keys.has(name)) {
        const types = shapes(value).flatMap((shape) => shape.type ?? []);
        const said = shapes(value).find((shape) => shape.description !== undefined);
        keys.set(name, {
          name,
          title: value.title ?? said?.title ?? "",
          description: said?.description ?? "",
          holds: types[0] === "object" ? "map" : types[0] === "array" ? "list" : "value",
        });
      }
    }
  }
  return [...keys.values()];
}

export function valuesAt(path: readonly string[]): string[] {
  const found = schemasAt(path);
  const listed = found.flatMap((schema) => schema.enum ?? []);
  const logical = found.some((schema) => schema.type === "boolean") ? [true, false] : [];
  return [...new Set([...listed, ...logical].map(String))];
}

/** Whether a key holds a CEL expression. */
export function isExpression(path: readonly string[]): boolean {
  const last = path.at(-1) ?? "";
  return (
    ["audience", "where", "when", "until", "among", "distinct", "correlate_by", "value", "by"].includes(
      last,
    ) &&
    path[0] !== "offer" &&
    !(path.length === 1 && last === "until")
  );
}

export function describe(path: readonly string[]): string | undefined {
  return schemasAt(path).find((schema) => schema.description !== undefined)?.description;
}
