import type { Stage } from './stage.ts';
import { api } from './stages/api.ts';
import { config } from './stages/config.ts';
import { fixes } from './stages/fixes.ts';
import { formats } from './stages/formats.ts';
import { lsp } from './stages/lsp.ts';
import { reading } from './stages/reading.ts';
import { rules } from './stages/rules.ts';
import { shapes } from './stages/shapes.ts';

/** All stages by their names, in the order in which a text passes them. */
export const STAGES: ReadonlyMap<string, Stage> = new Map(
  [reading, shapes, api, rules, fixes, config, formats, lsp].map((stage) => [stage.name, stage]),
);
