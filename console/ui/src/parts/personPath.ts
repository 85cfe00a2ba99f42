/** Where a person's page is. What servers and browsers would take for a part of the path goes behind the `?`. */
export function personPath(user: string): string {
  return /[/\\;%]|^\.+$|^$/.test(user)
    ? `/people?user=${encodeURIComponent(user)}`
    : `/people/${encodeURIComponent(user)}`;
}
