import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KUBE_LINTER, KUBE_SCORE, POLARIS } from '../src/engine/peers.ts';
import { lint } from '../src/lint.ts';
import type { Settings } from '../src/model/settings.ts';
import { rules } from '../src/rules/list.gen.ts';

const ONLY = { only: ['latest-image', 'unused-directive', 'unknown-directive', 'directive-without-reason'] };

/** What is said of a text: rule and line. */
function said(text: string, settings: Settings = ONLY): string[] {
  return lint([{ file: 'web.yaml', text, named: true }], settings).map(({ rule, line }) => `${rule} ${line}`);
}

/** A Pod whose two images are in lines 8 and 10, if nothing is put in. */
function pod({ head = '', annotations = '', first = '', behind = '', second = '', tail = '' } = {}): string {
  return `${head}apiVersion: v1
kind: Pod
metadata:
  name: web
${annotations === '' ? '  labels: {}\n' : `  annotations: { ${annotations} }\n`}spec:
  containers:
${first}    - { name: a, image: nginx }${behind}
${second}    # a comment
    - { name: b, image: nginx }
${tail}`;
}

test('without a directive both images are found', () => {
  assert.deepEqual(said(pod()), ['latest-image 8', 'latest-image 10']);
});

describe('comments', () => {
  test('disable-next-line covers the next line', () => {
    assert.deepEqual(said(pod({ first: '    # podlint-disable-next-line latest-image -- why\n' })), [
      'latest-image 11',
    ]);
  });

  test('disable-next-line looks over other comments', () => {
    assert.deepEqual(said(pod({ second: '    # podlint-disable-next-line latest-image -- why\n' })), [
      'latest-image 8',
    ]);
  });

  test('disable-line covers its own line', () => {
    assert.deepEqual(said(pod({ behind: ' # podlint-disable-line latest-image -- why' })), ['latest-image 10']);
  });

  test('disable and enable cover what lies between them', () => {
    const first = '    # podlint-disable latest-image -- why\n';
    assert.deepEqual(said(pod({ first, second: '    # podlint-enable latest-image\n' })), ['latest-image 12']);
    assert.deepEqual(said(pod({ first, second: '    # podlint-enable\n' })), ['latest-image 12']);
    assert.deepEqual(said(pod({ first })), [], 'to the end of the file');
  });

  test('disable-file covers all of the file, wherever it stands', () => {
    assert.deepEqual(said(pod({ tail: '# podlint-disable-file latest-image -- why\n' })), []);
  });

  test('several rules, with commas or blanks between them', () => {
    const wide = { only: [...ONLY.only, 'image-without-digest'] };
    for (const list of [
      'latest-image, image-without-digest',
      'latest-image image-without-digest',
      'image-without-digest,latest-image',
    ]) {
      assert.deepEqual(said(pod({ head: `# podlint-disable-file ${list} -- why\n` }), wide), [], list);
    }
  });

  test('what looks like a comment and is none silences nothing', () => {
    const text = pod({ annotations: 'note: "# podlint-disable-file latest-image -- why"' });
    assert.deepEqual(said(text), ['latest-image 8', 'latest-image 10']);
  });

  test('rows that end with CR LF', () => {
    const text = pod({ first: '    # podlint-disable-next-line latest-image -- why\n', behind: '' }).replaceAll(
      '\n',
      '\r\n',
    );
    assert.deepEqual(said(text), ['latest-image 11']);
  });

  test('--no-inline-config heeds none of them', () => {
    const text = pod({ head: '# podlint-disable-file latest-image\n', annotations: 'podlint/ignore: latest-image' });
    assert.deepEqual(said(text, { ...ONLY, inlineConfig: false }), ['latest-image 9', 'latest-image 11']);
  });

  test('errors of the API server can be silenced, unreadable text can not', () => {
    const wrong = pod({ head: '# podlint-disable-file unknown-field -- why\n' }).replace(
      'name: a,',
      'name: a, imagee: x,',
    );
    assert.deepEqual(said(wrong, { presets: ['api'] }), []);
    const broken = pod({ head: '# podlint-disable-file syntax-error -- why\n' }).replace('nginx }', 'nginx');
    assert.match(said(broken, { presets: ['api'] }).join(), /syntax-error/);
  });
});

describe('the directives themselves', () => {
  test('one that silences nothing is reported, at its rule', () => {
    const text = pod({ head: '# podlint-disable-file latest-image, unused-volume -- why\n' });
    assert.deepEqual(said(text, { only: [...ONLY.only, 'unused-volume'] }), ['unused-directive 1']);
  });

  test('of a rule that is off nothing is said', () => {
    assert.deepEqual(
      said(
        pod({
          head: '# podlint-disable-file unused-volume -- why\n',
          first: '    # podlint-disable latest-image -- why\n',
        }),
      ),
      [],
    );
  });

  test('of a rule that looks across objects nothing is said where the input is no project', () => {
    const text = pod({ head: '# podlint-disable-file latest-image, service-selects-nothing -- why\n' });
    const wide = { only: [...ONLY.only, 'service-selects-nothing'] };
    assert.deepEqual(said(text, wide), []);
    assert.deepEqual(said(text, { ...wide, project: true }), ['unused-directive 1']);
  });

  test('reportUnusedDirectives says how loud, or not at all', () => {
    const input = [{ file: 'web.yaml', text: '# podlint-disable-file bare-pod -- why\n', named: true }];
    const severities = (level: Settings['reportUnusedDirectives']): string[] =>
      lint(input, { presets: ['api'], rules: { 'bare-pod': 'info' }, reportUnusedDirectives: level }).map(
        ({ severity }) => severity,
      );
    assert.deepEqual(severities('error'), ['error']);
    assert.deepEqual(severities('info'), ['info']);
    assert.deepEqual(severities('off'), []);
  });

  test('unused-directive can be silenced too', () => {
    const head =
      '# podlint-disable-file unused-directive -- generated\n# podlint-disable-file tcp-socket-hook -- why\n';
    assert.deepEqual(
      said(pod({ head, first: '    # podlint-disable latest-image -- why\n' }), {
        only: [...ONLY.only, 'tcp-socket-hook'],
      }),
      [],
    );
  });

  test('a misspelt verb, a misspelt rule, no rule at all', () => {
    for (const [comment, message] of [
      [
        'podlint-disable-fil latest-image -- why',
        'no directive `podlint-disable-fil`; did you mean `podlint-disable-file`?',
      ],
      ['podlint-disable-file lates-image -- why', 'no rule `lates-image`; did you mean `latest-image`?'],
      ['podlint-disable-file -- why', 'name the rules that `podlint-disable-file` is to silence'],
    ] as const) {
      const found = lint([{ file: 'web.yaml', text: `# ${comment}\n`, named: true }], ONLY);
      assert.deepEqual(
        found.map((finding) => `${finding.rule}: ${finding.message}`),
        [`unknown-directive: ${message}`],
      );
    }
  });

  test('a reason is asked for', () => {
    assert.deepEqual(said(pod({ head: '# podlint-disable-file latest-image\n' })), ['directive-without-reason 1']);
    assert.deepEqual(said(pod({ annotations: 'podlint/ignore: latest-image' })), ['directive-without-reason 5']);
  });
});

describe('annotations', () => {
  const deployment = (own: string, inner: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: { ${own} }
spec:
  revisionHistoryLimit: 0
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
      annotations: { ${inner} }
    spec:
      containers: [{ name: a, image: nginx }]
`;
  const both = { only: [...ONLY.only, 'no-rollback-history'] };
  const ignore = (rules: string): string => `podlint/ignore: "${rules} -- why"`;

  test('on an object: all of it', () => {
    assert.deepEqual(said(deployment('', ''), both), ['no-rollback-history 7', 'latest-image 14']);
    assert.deepEqual(said(deployment(ignore('latest-image, no-rollback-history'), ''), both), []);
  });

  test('on a pod template: the template', () => {
    assert.deepEqual(said(deployment('', ignore('latest-image')), both), ['no-rollback-history 7']);
    assert.deepEqual(said(deployment('', ignore('no-rollback-history, latest-image')), both), [
      'no-rollback-history 7',
      'unused-directive 12',
    ]);
  });

  test('of another object in the same file they say nothing', () => {
    const text = `${pod({ annotations: ignore('latest-image') })}---\n${pod()}`;
    assert.deepEqual(said(text), ['latest-image 19', 'latest-image 21']);
  });

  test('of an item of a List only that item', () => {
    const item = (annotations: string): string =>
      `{ apiVersion: v1, kind: Pod, metadata: { name: web, annotations: { ${annotations} } }, spec: { containers: [{ name: a, image: nginx }] } }`;
    const text = `apiVersion: v1\nkind: List\nitems:\n  - ${item(ignore('latest-image'))}\n  - ${item('')}\n`;
    assert.deepEqual(said(text), ['latest-image 5']);
  });

  test('those of kube-linter, kube-score and polaris count for the rules that find the same', () => {
    for (const annotation of [
      'ignore-check.kube-linter.io/latest-tag: why',
      'kube-linter.io/ignore-all: why',
      '"kube-score/ignore": "pod-probes, container-image-tag"',
      'polaris.fairwinds.com/tagNotSpecified-exempt: "true"',
      'polaris.fairwinds.com/tag-not-specified-exempt: "true"',
      'polaris.fairwinds.com/exempt: "true"',
    ]) {
      assert.deepEqual(said(pod({ annotations: annotation })), [], annotation);
    }
    for (const annotation of [
      'ignore-check.kube-linter.io/host-network: why',
      'kube-score/ignore: pod-probes',
      'polaris.fairwinds.com/tagNotSpecified-exempt: "false"',
      'polaris.fairwinds.com/hasOwnProperty-exempt: "true"',
      'ignore-check.kube-linter.io/constructor: why',
    ]) {
      assert.deepEqual(said(pod({ annotations: annotation })), ['latest-image 8', 'latest-image 10'], annotation);
    }
  });

  test('those of others never silence what the API server refuses, unless they name it', () => {
    const wrong = pod({ annotations: 'kube-linter.io/ignore-all: why' }).replace('name: a,', 'name: a, imagee: x,');
    assert.deepEqual(said(wrong, { presets: ['api'] }), ['unknown-field 8']);
  });

  test('all their checks lead to rules that there are', () => {
    const targets = [KUBE_LINTER, KUBE_SCORE, POLARIS].flatMap((checks) => Object.values(checks).flat());
    assert.deepEqual(
      targets.filter((rule) => !rules.has(rule)),
      [],
    );
    assert.deepEqual(
      [KUBE_LINTER, KUBE_SCORE, POLARIS].map((checks) => Object.keys(checks).length),
      [62, 39, 44],
    );
  });
});

describe('ignores of the config', () => {
  const inputs = [
    { file: 'shop/web.yaml', text: pod(), named: true },
    { file: 'lib/db.yaml', text: pod().replace('name: web', 'name: db\n  namespace: data'), named: true },
  ];
  const left = (...ignores: NonNullable<Settings['ignores']>): string[] => [
    ...new Set(lint(inputs, { ...ONLY, ignores }).map(({ file }) => file)),
  ];

  test('by each of their criteria', () => {
    assert.deepEqual(left({ rules: ['latest-image'] }), []);
    assert.deepEqual(left({ rules: ['bare-pod'] }), ['lib/db.yaml', 'shop/web.yaml']);
    assert.deepEqual(left({ files: ['shop/**'] }), ['lib/db.yaml']);
    assert.deepEqual(left({ kinds: ['Pod'] }), []);
    assert.deepEqual(left({ kinds: ['Job'] }), ['lib/db.yaml', 'shop/web.yaml']);
    assert.deepEqual(left({ namespaces: ['data'] }), ['shop/web.yaml']);
    assert.deepEqual(left({ names: ['d*'] }), ['shop/web.yaml']);
  });

  test('all criteria of an entry must hold, of several entries one', () => {
    assert.deepEqual(left({ names: ['web'], files: ['lib/**'] }), ['lib/db.yaml', 'shop/web.yaml']);
    assert.deepEqual(left({ names: ['web'] }, { files: ['lib/**'] }), []);
  });

  test('unreadable text is never left out', () => {
    const broken = [{ file: 'web.yaml', text: 'kind: [', named: true }];
    assert.deepEqual(
      lint(broken, { ignores: [{ files: ['**'] }] }).map(({ rule }) => rule),
      ['syntax-error'],
    );
  });
});
