/** A title as a list shows it: those that the act prints in capitals alone are hard to read there. */
export function titleInList(title: string): string {
  if (title !== title.toUpperCase()) return title;
  return title.charAt(0) + title.slice(1).toLowerCase();
}
