/** What people call a campaign: its name, or its id where it has none. */
export function titleOf({ id, name }: { id: string; name: string }): string {
  return name === "" ? id : name;
}
