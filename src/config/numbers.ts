/** Whether a text is a whole number within a range, written in digits. */
export const isWhole = (text: string, { min, max }: { min: number; max: number }): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max;

/** Whether a text is an amount of US dollars, such as `5` or `2.50`, with at most six decimals. */
export const isDollars = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text);
