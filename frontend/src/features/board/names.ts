/** Tells a model's name from its id: two slots with one name are told apart by their ids. */
export function namesOf(models: readonly { id: string; name: string }[]): (id: string) => string {
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const isShared = (name: string) => models.filter((model) => model.name === name).length > 1;
  return (id) => {
    const name = names.get(id) ?? id;
    return isShared(name) ? `${name} (${id})` : name;
  };
}
