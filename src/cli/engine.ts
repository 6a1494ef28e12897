/** What the command loads when there is more to do than to print a help: a bundle of its own. */
export * from './commands.ts';
export * from './run.ts';
export { lsp } from '../lsp/main.ts';
