/** A picture's name within a sentence: its beginning, and its end, which tells photos of one camera apart. */
export function shortName(name: string): string {
  const chars = Array.from(name);
  return chars.length <= 28 ? name : `${chars.slice(0, 16).join('')}…${chars.slice(-10).join('')}`;
}
