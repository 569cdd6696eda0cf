import type { ComposedForm, OperationRecord, PassForm } from '../algebra/record.ts';
import type { Operation, PassOperation } from '../tree/tree.ts';

/** The records of some operations: of the kernel's passes, and of what is made of them. */
export type Rows<Names extends Operation> = {
  readonly [Name in Names]: OperationRecord<Name extends PassOperation ? PassForm : ComposedForm>;
};
