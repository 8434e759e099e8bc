/**
 * What a one-time link carries behind its `#`, which browsers send to no server. Taken out of the address at
 * once, so that it stays neither in the history nor on a screen that others see.
 */
export function takeToken(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== "") history.replaceState(history.state, "", location.pathname + location.search);
  return new URLSearchParams(fragment).get("token") ?? fragment;
}

export function invitationLink(token: string): string {
  return `${location.origin}/invitation#token=${token}`;
}
