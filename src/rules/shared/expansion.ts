/** The names in `$(NAME)` that Kubernetes would put a value for: `$$(NAME)` is not one, and neither is what has no end. */
export function referencesIn(text: string): string[] {
  const names: string[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    const next = text.charCodeAt(at + 1);
    if (next === 40) {
      const end = text.indexOf(')', at + 2);
      if (end === -1) break;
      names.push(text.slice(at + 2, end));
      at = end + 1;
    } else at += next === 36 ? 2 : 1;
  }
  return names;
}

/** Variables that the kubelet makes of the Services in the namespace. */
export function isServiceVariable(name: string): boolean {
  return /^KUBERNETES_|_SERVICE_HOST$|_SERVICE_PORT(?:_|$)|_PORT(?:_|$)/.test(name);
}
