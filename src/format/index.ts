import type { RuleDocs } from '../model/rule.ts';
import { agent } from './agent.ts';
import { azure } from './azure.ts';
import { checkstyle } from './checkstyle.ts';
import { compact } from './compact.ts';
import type { Format } from './format.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json, jsonl } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import { rdjson } from './rdjson.ts';
import { sarif } from './sarif.ts';
import { tap } from './tap.ts';

/** Every format by its name. */
export const formats: Readonly<Record<string, Format>> = {
  pretty,
  compact,
  json,
  jsonl,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  azure,
  tap,
  rdjson,
  markdown,
  html,
  agent,
};

/** The pages of the rules. They are asked for from here and not from the engine, whose compiled code can't import. */
export async function loadDocs(): Promise<ReadonlyMap<string, RuleDocs>> {
  return (await import('../rules/docs.gen.ts')).docs;
}
