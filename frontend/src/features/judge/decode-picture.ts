/** Resolves once a picture is there and can be painted at once. */
export async function decodePicture(address: string): Promise<void> {
  const image = new Image();
  image.src = address;
  await image.decode();
}
