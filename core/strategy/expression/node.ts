export type Arithmetic = "+" | "-" | "*" | "/";
export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";
export type Logic = "and" | "or";

interface Placed {
  /** Where it stands in the text, counted from 0; for two operands, where their sign stands. */
  at: number;
  /** The same for all nodes that mean the same, so that each is worked out once. */
  key: string;
}

export interface NumberNode extends Placed {
  kind: "number";
  value: number;
}
export interface NameNode extends Placed {
  kind: "name";
  name: string;
}
export interface CallNode extends Placed {
  kind: "call";
  name: string;
  given: readonly Node[];
  /** Which of its columns, for an indicator of several. */
  output?: { name: string; at: number };
}
export interface PrefixNode extends Placed {
  kind: "prefix";
  sign: "-" | "not";
  of: Node;
}
export interface PairNode extends Placed {
  kind: "pair";
  sign: Arithmetic | Comparison | Logic;
  left: Node;
  right: Node;
}

/** A rule as a tree. */
export type Node = NumberNode | NameNode | CallNode | PrefixNode | PairNode;
