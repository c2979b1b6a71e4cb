/** A value of the template as parsed: short tags such as `!Ref` are already in their long form. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
export type ValueMap = { [name: string]: Value };

/** Where a value stands: names and list positions from the root of the template. */
export type Path = readonly (string | number)[];

export const isMap = (value: unknown): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The map at `value`, or an empty one where nothing was written. */
export const mapOrEmpty = (value: Value | undefined): ValueMap => (isMap(value) ? value : {});

/** A list, or the one value as a list; IAM and SAM allow both. */
export const listOf = (value: Value | undefined): Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
