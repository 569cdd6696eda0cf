/** A figure drawn outside a browser. */
export interface StaticFigure {
  /** Safe as a file name. */
  readonly name: string;
  readonly svg: string;
  /** A sentence for those who do not see it. */
  readonly text: string;
}
