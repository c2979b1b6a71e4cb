type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Makes the function that counts things in one language: `count(2, { one: 'picture', other: 'pictures' })` is
 * `2 pictures`. A language names the forms that it has, as `Intl.PluralRules` calls them.
 */
export function counter(language: string) {
  const rules = new Intl.PluralRules(language);
  let numbers: Intl.NumberFormat | undefined;
  // The first formatter of a page takes long to make, on a phone a fifth of the start: small numbers do without.
  const written = (count: number) => {
    if (Number.isInteger(count) && count >= 0 && count < 1000) return String(count);
    numbers ??= new Intl.NumberFormat(language);
    return numbers.format(count);
  };
  const form = (count: number, forms: Forms) => forms[rules.select(count)] ?? forms.other;
  return {
    /** The number and the form that goes with it. */
    count: (count: number, forms: Forms) => `${written(count)} ${form(count, forms)}`,
    /** The form alone. */
    form,
  };
}
