// `npm run new-rule ID [CATEGORY]`: the file of a new rule with all that it needs, and its first fixture.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATEGORIES } from '../src/model/rule.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [id = '', category = 'containers'] = process.argv.slice(2);
const file = join(root, 'src/rules', `${id}.ts`);
const fixtures = join(root, 'test/fixtures/rules', id);

function stop(message: string): never {
  process.stderr.write(`new-rule: ${message}\n`);
  process.exit(2);
}

if (!/^[a-z][a-z0-9-]{2,49}$/.test(id))
  stop('npm run new-rule ID [CATEGORY]; the id is words in lower case with dashes, and names the pattern it finds');
if (!(CATEGORIES as readonly string[]).includes(category)) stop(`categories: ${CATEGORIES.join(', ')}`);
if (existsSync(file)) stop(`${id} is there already`);

const manifest = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
`;
writeFileSync(
  file,
  `import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: '${category}',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container({ field, value }, report) {
    if (value.name === 'bad') report(field.get('name'), 'say what is wrong and what is expected');
  },
};

export const docs: RuleDocs = {
  summary: 'One line that says what it finds.',
  why: 'What goes wrong, for whom, and what to do instead.',
  bad: \`${manifest.replace('name: web\n      image', 'name: bad\n      image')}\`,
  good: \`${manifest}\`,
};
`,
);
mkdirSync(fixtures, { recursive: true });
writeFileSync(join(fixtures, 'basic.yaml'), manifest);
process.stdout.write(`src/rules/${id}.ts and test/fixtures/rules/${id}/basic.yaml are there.
Next: write the check, make the fixture hold what it finds and its quiet neighbours, then
  npm run generate && UPDATE_GOLDEN=1 npm test -- test/rules.test.ts && git diff test/fixtures/rules/${id}
`);
