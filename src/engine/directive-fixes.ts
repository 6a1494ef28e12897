import { fixOf, removeEntry, replaceString } from '../fix/edits.ts';
import type { Edit } from '../model/document.ts';
import type { Fix } from '../model/finding.ts';
import type { Node } from '../model/node.ts';
import { text as textOf } from '../model/scalar.ts';
import { type Directive, type NamedRule, namesIn } from '../parse/directives.ts';

/** Takes a rule out of a comment; the comment as a whole if it names no other. */
export function withoutRule(text: string, directive: Directive, named: NamedRule): Fix {
  const { rules } = directive;
  if (rules.length === 1) return { title: 'remove the comment', safe: true, edits: [removeComment(text, directive)] };
  const at = rules.indexOf(named);
  const [next, before] = [rules[at + 1], rules[at - 1]];
  const edit =
    next === undefined
      ? { start: before?.end ?? named.start, end: named.end, text: '' }
      : { start: named.start, end: next.start, text: '' };
  return { title: `remove ${named.name}`, safe: true, edits: [edit] };
}

/** A comment on a line of its own goes with its line, if the text above does not go on behind it then. */
function removeComment(text: string, { start, end }: Directive): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  let from = start;
  while (from > lineStart && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  const newline = text.indexOf('\n', start);
  if (from === lineStart && endsText(text, lineStart))
    return { start: start + 1, end: text[end - 1] === '\r' ? end - 1 : end, text: '' };
  if (from === lineStart) return { start: lineStart, end: newline === -1 ? text.length : newline + 1, text: '' };
  return { start: from, end: text[end - 1] === '\r' ? end - 1 : end, text: '' };
}

/** Whether the line above is plain text that is neither a key nor an item: a comment ends it. */
function endsText(text: string, lineStart: number): boolean {
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(lineStart - 1, 0));
  return /^[^\s#:-][^#:]*$/.test(above) && !/^\.\.\./.test(above);
}

/** Takes a rule out of an annotation; the annotation as a whole if it names no other. Undefined where that is not simple. */
export function withoutRuleInAnnotation(annotations: Node, node: Node, rule: string): Fix | undefined {
  const value = textOf(node);
  const dashes = value.indexOf('--');
  const names = namesIn(value, 0, dashes === -1 ? value.length : dashes).map(({ name }) => name);
  const others = names.filter((name) => name !== rule);
  if (others.length === 0) return fixOf('remove the annotation', node, true, [removeEntry(annotations, node)]);
  const reason = dashes === -1 ? '' : ` ${value.slice(dashes)}`;
  return fixOf(`remove ${rule}`, node, true, [replaceString(node, others.join(', ') + reason)]);
}
