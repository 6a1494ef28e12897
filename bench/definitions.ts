/** Writes CustomResourceDefinitions as generators of operators write them: long, deep, most of it descriptions. */

/** A definition of about 750 KB. */
export function definitionOf(index: number): string {
  const kind = `Widget${index}`;
  const head = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widget${index}s.example.com
  annotations:
    controller-gen.kubebuilder.io/version: v0.16.5
spec:
  group: example.com
  names:
    kind: ${kind}
    listKind: ${kind}List
    plural: widget${index}s
    singular: widget${index}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources:
        status: {}
      schema:
        openAPIV3Schema:
          description: ${kind} is what this operator looks after.
          type: object
          properties:
            apiVersion:
              type: string
            kind:
              type: string
            metadata:
              type: object
            spec:
`;
  return head + objectSchema(14, 4);
}

const TYPES = ['string', 'integer', 'boolean', 'string', 'string', 'integer', 'boolean'] as const;

function objectSchema(indent: number, depth: number): string {
  const blank = ' '.repeat(indent);
  let text = `${blank}description: |-\n${blank}  Holds what is asked for on this level, and what the level below it is made of.\n${blank}  More info: https://example.com/docs/concepts/widgets#level-${depth}\n`;
  text += `${blank}type: object\n${blank}properties:\n`;
  for (let i = 0; i < TYPES.length; i++) {
    text += `${blank}  field${i}:\n${blank}    description: Says how much of the thing with the number ${i} there is to be. Zero means that nothing was asked for.\n${blank}    type: ${TYPES[i]}\n`;
    if (TYPES[i] === 'integer') text += `${blank}    format: int32\n${blank}    minimum: 0\n`;
  }
  if (depth > 0) {
    for (const name of ['affinity', 'resources', 'strategy', 'template'])
      text += `${blank}  ${name}:\n${objectSchema(indent + 4, depth - 1)}`;
  }
  return `${text}${blank}required:\n${blank}  - field0\n`;
}
