/** Short makers of columns that keep their names as literal types. */

export const textColumn = <Name extends string>(name: Name, description: string) =>
  ({ name, type: 'string', unit: '', description }) as const;

export const countColumn = <Name extends string>(name: Name, description: string) =>
  ({ name, type: 'integer', unit: '1', description }) as const;

export const numberColumn = <Name extends string>(name: Name, unit: string, description: string) =>
  ({ name, type: 'number', unit, description }) as const;
