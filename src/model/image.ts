/** The parts of an image's name. */
export interface Image {
  /** Host, with its port; undefined means Docker Hub. */
  readonly registry: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Holds a placeholder: nothing can be said of it. */
  readonly unclear: boolean;
}

/** Takes an image's name apart as container runtimes do: a colon before the last slash is a port, behind it a tag. */
export function parseImage(image: string): Image {
  const at = image.indexOf('@');
  const digest = at === -1 ? undefined : image.slice(at + 1);
  const named = at === -1 ? image : image.slice(0, at);
  const colon = named.lastIndexOf(':');
  const tag = colon > named.lastIndexOf('/') ? named.slice(colon + 1) : undefined;
  const path = tag === undefined ? named : named.slice(0, colon);
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const isHost = first === 'localhost' || first.includes('.') || first.includes(':');
  return {
    registry: isHost ? first : undefined,
    repository: isHost ? path.slice(slash + 1) : path,
    tag,
    digest,
    unclear: isPlaceholder(image),
  };
}

/** Whether a value waits to be filled in by some other tool: `\${X}`, `$(X)`, `{{ x }}`, `<x>`, `%X%`, `__X__`. */
export function isPlaceholder(value: string): boolean {
  return /\$\{|\$\(|\{\{|<[^<>]*>|^%.+%$|^__.+__$|^ENC\[/.test(value);
}
