/**
 * The parts of `obscenity` that the content filter uses, by their files: the package's own entry also builds an English
 * word list at load, an eighth of the start of `generate`, and it exports no parts by name. The version is pinned.
 */
export { RegExpMatcher } from '../../node_modules/obscenity/dist/matcher/regexp/RegExpMatcher.js';
export { parseRawPattern } from '../../node_modules/obscenity/dist/pattern/Pattern.js';
export { collapseDuplicatesTransformer } from '../../node_modules/obscenity/dist/transformer/collapse-duplicates/index.js';
export { resolveConfusablesTransformer } from '../../node_modules/obscenity/dist/transformer/resolve-confusables/index.js';
export { resolveLeetSpeakTransformer } from '../../node_modules/obscenity/dist/transformer/resolve-leetspeak/index.js';
export { TransformerSet } from '../../node_modules/obscenity/dist/transformer/TransformerSet.js';
export { toAsciiLowerCaseTransformer } from '../../node_modules/obscenity/dist/transformer/to-ascii-lowercase/index.js';
