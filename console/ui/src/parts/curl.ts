/** A request for a terminal. A quotation mark in an id would end the shell's text, and what follows would be run. */
export function curl(address: string): string {
  return `curl -H "Authorization: Bearer $NUDGE_TOKEN" '${address.replaceAll("'", "%27")}'`;
}
