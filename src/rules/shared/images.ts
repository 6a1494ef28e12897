import type { Field } from '../../model/field.ts';
import { type Image, parseImage } from '../../model/image.ts';
import type { Place } from '../../model/place.ts';
import type { RuleFinding } from '../../model/rule.ts';
import type { Container } from '../../model/workload.ts';

/** The image of a container, taken apart; undefined where there is none, it waits to be filled in, or Istio puts its own in its place. */
export function imageOf({ value }: Container): Image | undefined {
  const image = value.image;
  if (image === undefined || image === '' || image === 'auto') return undefined;
  const parsed = parseImage(image);
  return parsed.unclear ? undefined : parsed;
}

/** Whether an image has none of the tags that do not move: found out without taking it apart, since most have one. */
export function mayMove(image: string | undefined, tags: readonly string[]): boolean {
  if (image === undefined || image.includes('@')) return false;
  const colon = image.lastIndexOf(':');
  return colon === -1 || colon < image.lastIndexOf('/') || tags.includes(image.slice(colon + 1));
}

/** Takes a finding back where the image gets another tag on its way to the cluster. */
export function unlessPinned(image: string, tag: string | undefined): NonNullable<RuleFinding['unless']> {
  const name = tag === undefined ? image : image.slice(0, -tag.length - 1);
  return (project, entry) => project.pins(entry, name);
}

/** The last word of a repository: `mysql` of `quay.io/team/mysql`. */
export function programOf({ repository }: Image): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** The range of the last place where a part of a text is written; the whole field if that is not to be seen. */
export function partOf(field: Field<string>, part: string): Field | Place {
  const node = field.node;
  if (node === undefined || node.alias !== undefined) return field;
  const at = node.source.slice(node.start, node.end).lastIndexOf(part);
  return at === -1 ? field : { start: node.start + at, end: node.start + at + part.length };
}

const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const HOST = /^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGESTS: ReadonlyMap<string, RegExp> = new Map([
  ['sha256', /^[0-9a-f]{64}$/],
  ['sha384', /^[0-9a-f]{96}$/],
  ['sha512', /^[0-9a-f]{128}$/],
]);
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/** What keeps container runtimes from reading a text as an image; undefined if nothing does. */
export function imageFault(image: string): string | undefined {
  if (/\s/.test(image)) return image.trim() === image ? 'there is a blank in it' : 'there are blanks around it';
  const scheme = SCHEME.exec(image)?.[0];
  if (scheme !== undefined) return `images are named without \`${scheme}\``;
  const { registry, repository, tag, digest } = parseImage(image);
  if (digest !== undefined) {
    const fault = digestFault(digest);
    if (fault !== undefined) return fault;
  }
  if (tag === '') return 'there is no tag behind the colon';
  if (repository.includes(':')) return 'it has two tags';
  if (tag !== undefined && !TAG.test(tag)) return `\`${tag}\` is no tag`;
  if (registry !== undefined && !HOST.test(registry)) return `\`${registry}\` is no host name`;
  return repositoryFault(registry === undefined ? withoutHost(repository) : repository);
}

/** Runtimes take a first part with capitals for the name of a host. */
function withoutHost(repository: string): string {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, slash);
  return slash > 0 && first !== first.toLowerCase() && HOST.test(first) ? repository.slice(slash + 1) : repository;
}

function repositoryFault(repository: string): string | undefined {
  if (repository === '') return 'there is no repository in it';
  if (repository.length > 255) return 'repositories have at most 255 characters';
  if (repository !== repository.toLowerCase()) return 'repositories are lower case';
  for (const part of repository.split('/')) {
    if (part === '') return 'there is nothing between two slashes, or behind the last one';
    if (!COMPONENT.test(part)) return `\`${part}\` is no part of a repository`;
  }
  return undefined;
}

function digestFault(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  const form = DIGESTS.get(digest.slice(0, colon));
  if (form === undefined) return 'a digest begins with `sha256:`, `sha384:` or `sha512:`';
  if (form.test(digest.slice(colon + 1))) return undefined;
  const digits = digest.startsWith('sha256') ? 64 : digest.startsWith('sha384') ? 96 : 128;
  return `a ${digest.slice(0, colon)} digest has ${digits} hexadecimal digits in lower case`;
}
