import type { Json } from '../case.ts';
import { field, schema } from './definition-schemas.ts';
import { gone, long, type Row } from './faults.ts';

const rule = (more: Record<string, Json>): Json => ({ rule: 'true', ...more });

const rules: readonly Json[] = [
  {},
  rule({ rule: '' }),
  rule({ rule: ' ' }),
  rule({ rule: '1' }),
  rule({ rule: 'self.' }),
  rule({ rule: 'self.none == 1' }),
  rule({ rule: 'nobody' }),
  rule({ rule: 'true\n|| false' }),
  rule({ rule: 'true\n|| false', message: 'a' }),
  rule({ message: ' ' }),
  rule({ message: 'a\nb' }),
  rule({ message: long('a', 2049) }),
  rule({ messageExpression: '' }),
  rule({ messageExpression: ' ' }),
  rule({ messageExpression: '1' }),
  rule({ messageExpression: '"a"' }),
  rule({ messageExpression: 'self.none' }),
  rule({ reason: '' }),
  rule({ reason: 'x' }),
  ...['FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate'].map(
    (reason): Json => rule({ reason }),
  ),
  ...['', ' ', '.', '.a', '.none', 'a', ".a['b']", '.a\n', '.list[0]'].map((fieldPath): Json => rule({ fieldPath })),
  rule({ optionalOldSelf: true }),
  rule({ rule: 'self == oldSelf' }),
  rule({ rule: 'oldSelf.hasValue()', optionalOldSelf: true }),
  rule({ rule: 'self.list.all(x, self.list.all(y, self.list.all(z, x + y + z != "")))' }),
  rule({
    rule: 'self.list.all(x, x != "")',
    messageExpression: 'self.list.map(x, self.list.map(y, x + y).join()).join()',
  }),
];

const ruled = (one: Json): Json => ({
  type: 'object',
  properties: { a: { type: 'string' }, list: { type: 'array', items: { type: 'string' } } },
  'x-kubernetes-validations': [one],
});

/** Faults of validation rules. */
export const validations: Row[] = [
  ...rules.map(
    (one): Row => [
      field,
      ruled(one),
      { type: 'array', items: ruled(one) },
      { type: 'object', additionalProperties: ruled(one) },
    ],
  ),
  [
    field,
    {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['a'],
      items: {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } },
      },
    },
  ],
  [
    field,
    {
      type: 'object',
      'x-kubernetes-map-type': 'atomic',
      properties: { a: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } },
    },
  ],
  [field, { type: 'integer', default: 5, 'x-kubernetes-validations': [{ rule: 'self > 7' }] }],
  [
    field,
    {
      type: 'integer',
      default: 5,
      'x-kubernetes-validations': [{ rule: '1 / (self - 5) > 0', messageExpression: 'string(1 / (self - 5))' }],
    },
  ],
  [
    field,
    {
      type: 'string',
      default: 'a',
      'x-kubernetes-validations': [
        { rule: 'self == "b"', messageExpression: '"no " + self', reason: 'FieldValueRequired' },
      ],
    },
  ],
  {
    [`${schema}["x-kubernetes-validations"]`]: [
      { rule: 'self.metadata.name == "a"' },
      { rule: 'self.metadata.labels.x == ""' },
    ],
  },
];

const names60 = Array.from({ length: 60 }, (_, i) => `r${i}`);

const nine = Array.from({ length: 9 }, (_, i) => `.spec.s${i}`);

/** Faults of selectable fields. */
export const selectable: Row[] = [8, 9].map((count) => ({
  [`${schema}.properties.spec.properties`]: Object.fromEntries(
    nine.map((path) => [path.slice('.spec.'.length), { type: 'string' }]),
  ),
  [`${schema}.properties.spec["x-kubernetes-validations"]`]: gone,
  'spec.versions[0].selectableFields': nine.slice(0, count).map((jsonPath) => ({ jsonPath })),
}));

/** Rules that a default does not keep. */
export const defaulted: Row[] = [
  [field, { type: 'string', default: 'a', 'x-kubernetes-validations': [{ rule: 'dyn(self) + 1 == 2' }] }],
  ...['FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate'].map(
    (reason): Row => [
      field,
      { type: 'string', default: 'a', 'x-kubernetes-validations': [{ rule: 'self == "b"', reason }] },
    ],
  ),
  [
    field,
    {
      type: 'object',
      default: { a: 'x' },
      properties: { a: { type: 'string' } },
      'x-kubernetes-validations': [{ rule: 'self.a == "b"', fieldPath: '.a', reason: 'FieldValueDuplicate' }],
    },
  ],
  [
    field,
    {
      type: 'array',
      items: { type: 'integer' },
      default: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      maxItems: 20,
      'x-kubernetes-validations': [{ rule: 'self.all(a, self.all(b, self.all(c, self.all(d, a + b + c + d > 0))))' }],
    },
  ],
];

/** Rules that cost too much. */
export const budget: Row[] = [
  {
    [field]: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self.matches("^a+$")' }] },
      },
    },
  },
  {
    [field]: {
      type: 'object',
      properties: Object.fromEntries(
        names60.map((name) => [
          name,
          {
            type: 'array',
            items: { type: 'string' },
            'x-kubernetes-validations': [{ rule: 'self.all(x, self.exists_one(y, x == y))' }],
          },
        ]),
      ),
    },
  },
  {
    [field]: {
      type: 'object',
      properties: Object.fromEntries(
        names60.map((name) => [
          name,
          {
            type: 'array',
            maxItems: 1000,
            items: {
              type: 'string',
              maxLength: 10,
              'x-kubernetes-validations': [{ rule: 'self.contains("a") || self.contains("b")' }],
            },
          },
        ]),
      ),
    },
  },
];
