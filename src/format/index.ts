import { compact } from './compact.ts';
import type { Format } from './format.ts';
import { json, jsonl } from './json.ts';
import { pretty } from './pretty.ts';

/** Every format by its name. */
export const formats: Readonly<Record<string, Format>> = { pretty, compact, json, jsonl };
