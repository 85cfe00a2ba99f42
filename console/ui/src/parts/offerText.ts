/** An offer in one line: its text where it has one, else what it is made of. */
export function offerText(offer: unknown): string {
  if (offer === null || offer === undefined) {
    return "";
  }
  if (typeof offer === "string") {
    return offer;
  }
  if (typeof offer !== "object") {
    return JSON.stringify(offer);
  }
  const fields = offer as Record<string, unknown>;
  const text = fields["text"] ?? fields["title"];
  if (typeof text === "string" && text !== "") {
    return text;
  }
  return Object.entries(fields as Record<string, string | number | boolean | object | null>)
    .map(([key, value]) => `${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");
}
