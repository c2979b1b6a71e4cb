declare const safe: unique symbol;
/**
 * Text that people may read and logs may keep: written in this repository, configured by the owner, or a vendor's after
 * it has passed `vendor-text.ts`.
 */
export type SafeText = string & { readonly [safe]: true };

/** What may be put into such a text. A plain string may not, because it could be a vendor's; a ratio such as `16:9` may. */
type Part = SafeText | number | `${number}:${number}`;

/** Tag of a template: ``safeText`${LABEL} sent ${count} pictures` ``. Other than ASCII is written as `\u201c`, for the sake of the bundles. */
export function safeText(words: TemplateStringsArray, ...parts: readonly Part[]): SafeText {
  return String.raw({ raw: words }, ...parts) as SafeText;
}

/** A name or a setting from the owner's configuration or from the catalog. Never what a vendor sent. */
export const ownersText = (text: string) => text as SafeText;

/** `image server`, of `The image server`. */
export const withoutArticle = (name: SafeText) => name.replace(/^The /, '') as SafeText;

/** `the image server`, for the middle of a sentence. */
export const insideSentence = (name: SafeText) => name.replace(/^The /, 'the ') as SafeText;
