/** What is written into a downloaded picture. */
export type PictureFacts = {
  prompt: string;
  model: string;
  provider: string;
  /** Settings as asked, as JSON. */
  parameters: string;
  createdAt: string;
  /** The step that led to it, as JSON, if it was made of other pictures. */
  edit?: string;
};

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string) => text.replace(/[&<>"]/g, (character) => escaped[character] ?? character);

/** The namespace is a name, not an address that anyone asks. */
const NAMESPACE = 'urn:pixel-prompt:picture:1';

/** An XMP packet: Adobe's RDF, which all three formats can carry. */
export function xmpPacket(facts: PictureFacts): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pp="${NAMESPACE}">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(facts.prompt)}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>Pixel Prompt</xmp:CreatorTool>
<xmp:CreateDate>${xml(facts.createdAt)}</xmp:CreateDate>
<pp:model>${xml(facts.model)}</pp:model>
<pp:provider>${xml(facts.provider)}</pp:provider>
<pp:parameters>${xml(facts.parameters)}</pp:parameters>${facts.edit === undefined ? '' : `\n<pp:edit>${xml(facts.edit)}</pp:edit>`}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`,
  );
}
