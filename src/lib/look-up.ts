/** The row of a table by a name that somebody else wrote: of an object, `constructor` would be found, too. */
export const lookUp = <Row>(
  table: Readonly<Record<string, Row>>,
  name: string | undefined,
): Row | undefined => (name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined);
