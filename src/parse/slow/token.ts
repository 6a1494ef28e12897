import type { Style } from '../../model/node.ts';

/** What a token is. Collections in block style get tokens for their beginning and end too, from the indentation. */
export const Kind = {
  End: 0,
  DocumentStart: 1,
  DocumentEnd: 2,
  BlockList: 3,
  BlockMap: 4,
  BlockEnd: 5,
  FlowList: 6,
  FlowListEnd: 7,
  FlowMap: 8,
  FlowMapEnd: 9,
  Item: 10,
  Comma: 11,
  Key: 12,
  Value: 13,
  Alias: 14,
  Anchor: 15,
  Tag: 16,
  Scalar: 17,
  Directive: 18,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export class Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** Of scalars. */
  readonly style: Style;
  /** Of block scalars whose content is not to be had from their text alone. */
  content: string | undefined;

  constructor(kind: Kind, start: number, end: number, style: Style = 0) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.style = style;
    this.content = undefined;
  }
}
