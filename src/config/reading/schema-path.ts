import { z } from 'zod';
import type { Path } from './located.ts';

/** What the schema allows below a path: certain keys of a map, any key, an index of a list, or nothing. */
export interface Allowed {
  readonly keys: readonly string[];
  readonly anyKey: boolean;
  readonly index: boolean;
}

/** What a schema allows directly below a path, over all alternatives of a union. */
export function allowedBelow(schema: z.ZodType, path: Path): Allowed {
  const reached = path.reduce<readonly z.ZodType[]>(
    (schemas, key) => schemas.flatMap((each) => alternatives(each).flatMap((one) => step(one, key))),
    [schema],
  );
  const ends = reached.flatMap(alternatives);
  const keys = ends.flatMap((end) => (end instanceof z.ZodObject ? Object.keys(end.shape) : []));
  return {
    keys: [...new Set(keys)],
    anyKey: ends.some((end) => end instanceof z.ZodRecord),
    index: ends.some((end) => end instanceof z.ZodArray),
  };
}

function step(schema: z.ZodType, key: string | number): readonly z.ZodType[] {
  if (schema instanceof z.ZodArray) return typeof key === 'number' ? [schema.element as z.ZodType] : [];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key)) {
    return [(schema.shape as Record<string, z.ZodType>)[key]!];
  }
  return [];
}

/** The schemas that a value may meet: those of a union, what is inside optional and default. */
function alternatives(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return alternatives(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) return (schema.options as readonly z.ZodType[]).flatMap(alternatives);
  return [schema];
}
