/** Whether a host means the machine that asks. */
export function isLocalhost(host: string): boolean {
  return /^(?:localhost\.?|127(?:\.[0-9]{1,3}){3}|\[?::1\]?)$/i.test(host);
}
