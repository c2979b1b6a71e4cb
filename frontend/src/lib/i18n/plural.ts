type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Makes the function that counts things in one language: `count(2, { one: 'picture', other: 'pictures' })` is
 * `2 pictures`. A language names the forms that it has, as `Intl.PluralRules` calls them.
 */
export function counter(language: string) {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const form = (count: number, forms: Forms) => forms[rules.select(count)] ?? forms.other;
  return {
    /** The number and the form that goes with it. */
    count: (count: number, forms: Forms) => `${numbers.format(count)} ${form(count, forms)}`,
    /** The form alone. */
    form,
  };
}
