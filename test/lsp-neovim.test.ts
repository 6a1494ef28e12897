import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { ROOT, folder, pod } from './helpers/command.ts';

/** What Neovim is asked to do with a text once it is open. */
const CHECK = `
vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end)
local found = {}
for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(found, { code = one.code, line = one.lnum, column = one.col, source = one.source }) end
local function ask(method, extra)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), extra or {})
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do return answer.result end
end
vim.api.nvim_win_set_cursor(0, { 6, 4 })
local hover = ask('textDocument/hover').contents.value
local range = vim.lsp.util.make_given_range_params({ 1, 0 }, { vim.api.nvim_buf_line_count(0), 0 })
local fixes = ask('textDocument/codeAction', { range = range.range, context = { diagnostics = {}, only = { 'source.fixAll.podlint' } } })
vim.lsp.util.apply_workspace_edit(fixes[1].edit, 'utf-16')
local fixed = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n') .. '\\n'
vim.wait(15000, function() return #vim.diagnostic.get(0) == 0 end)
local left = #vim.diagnostic.get(0)
local symbols = ask('textDocument/documentSymbol')
io.stdout:write(vim.fn.json_encode({ found = found, hover = hover, fixed = fixed, left = left, symbol = symbols[1].name }))
`;

// Not every machine has Neovim; where it is not, there is nothing to ask.
if (spawnSync('nvim', ['--version']).status === 0) {
  test('the config that the page shows works in Neovim', (context) => {
    const page = readFileSync(join(ROOT, 'docs/language-server.md'), 'utf8');
    const configs = [...page.matchAll(/```lua\n(.*?)```/gs)].map(([, code]) => code as string);
    const [minor = 0] =
      /NVIM v0\.(\d+)/
        .exec(spawnSync('nvim', ['--version']).stdout.toString())
        ?.slice(1)
        .map(Number) ?? [];
    const bad = pod().replace('containers:', 'containerz:');
    const root = folder(context, {
      'init.lua': configs[minor >= 11 ? 0 : 1] ?? '',
      'check.lua': CHECK,
      '.git/HEAD': '',
      'deploy/pod.yaml': bad,
      podlint: `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin/podlint.cjs')}" "$@"\n`,
    });
    chmodSync(join(root, 'podlint'), 0o755);
    writeFileSync(join(root, '.podlint.yaml'), 'extends: recommended\n');
    const env = {
      ...process.env,
      PATH: `${root}${delimiter}${process.env['PATH']}`,
      HOME: root,
      XDG_CONFIG_HOME: root,
      XDG_STATE_HOME: root,
      XDG_CACHE_HOME: root,
    };
    const run = spawnSync(
      'nvim',
      ['--headless', '-u', 'init.lua', 'deploy/pod.yaml', '-c', 'luafile check.lua', '-c', 'qall!'],
      { cwd: root, env, timeout: 45_000 },
    );
    const told = JSON.parse(run.stdout.toString() || JSON.stringify({ failed: run.stderr.toString() })) as Record<
      string,
      unknown
    >;
    assert.equal(told['failed'], undefined);
    assert.deepEqual(told['found'], [{ code: 'unknown-field', line: 5, column: 2, source: 'podlint' }]);
    assert.match(String(told['hover']), /unknown-field/);
    assert.equal(told['fixed'], pod());
    assert.equal(told['left'], 0);
    assert.equal(told['symbol'], 'Pod web');
  });
}
