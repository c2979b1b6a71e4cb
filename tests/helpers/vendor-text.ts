import { type VendorText, vendorPrompt } from '../../src/lib/vendor-text.ts';

/** A text as a vendor's prompt, for fakes of providers. */
export function asVendorText(text: string): VendorText {
  const passed = vendorPrompt(text, []);
  if (passed === undefined) throw new Error('Nothing is left of this text.');
  return passed;
}
