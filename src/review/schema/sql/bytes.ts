/** libpg-query counts in UTF-8 bytes; JavaScript in UTF-16 units. */
export function indexOfByte(text: string, byte: number): number {
  return Buffer.from(text).subarray(0, byte).toString().length;
}
