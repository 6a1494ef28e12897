#!/usr/bin/env node
'use strict';

let command;
try {
  command = require('../dist/cli.cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write('podlint: this copy is not built; run `npm ci` (or `npm run build`) in its folder first\n');
  process.exit(2);
}
command.main(process.argv.slice(2), command.surroundings(process)).then((status) => {
  process.exitCode = status;
});
