import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEmptySelector, selects } from '../../src/apiserver/meta/labelselector.ts';

const labels = new Map([
  ['app', 'web'],
  ['tier', 'front'],
]);

test('labels and expressions have to hold together', () => {
  assert.equal(selects({}, labels), true);
  assert.equal(selects({ matchLabels: new Map([['app', 'web']]) }, labels), true);
  assert.equal(selects({ matchLabels: new Map([['app', 'db']]) }, labels), false);
  assert.equal(selects({ matchLabels: new Map([['app', 'web']]) }, undefined), false);
  const both = {
    matchLabels: new Map([['app', 'web']]),
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }],
  };
  assert.equal(selects(both, labels), false);
});

test('operators', () => {
  const one = (key: string, operator: string, values?: string[]): boolean | undefined =>
    selects({ matchExpressions: [{ key, operator, values }] }, labels);
  assert.equal(one('app', 'In', ['web', 'db']), true);
  assert.equal(one('app', 'NotIn', ['web']), false);
  assert.equal(one('other', 'NotIn', ['web']), true);
  assert.equal(one('app', 'Exists'), true);
  assert.equal(one('other', 'DoesNotExist'), true);
});

test('nothing is selected by what can not be read', () => {
  const one = (key: string, operator: string, values?: string[]): boolean | undefined =>
    selects({ matchExpressions: [{ key, operator, values }] }, labels);
  assert.equal(one('app', 'Equals', ['web']), undefined);
  assert.equal(one('app', 'In', []), undefined);
  assert.equal(one('app', 'Exists', ['web']), undefined);
  assert.equal(one('-', 'Exists'), undefined);
  assert.equal(selects({ matchLabels: new Map([['app', 'a b']]) }, labels), undefined);
});

test('an empty selector', () => {
  assert.equal(isEmptySelector({}), true);
  assert.equal(isEmptySelector({ matchLabels: new Map(), matchExpressions: [] }), true);
  assert.equal(isEmptySelector({ matchLabels: labels }), false);
});
