// Ids of elements and sites.

// 32 characters, so that five bits of a random byte choose one without bias.
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const idChars = 12;

/** A new id of 60 random bits. */
export function newId(random: (n: number) => Uint8Array): string {
  return Array.from(random(idChars), (byte) => alphabet[byte & 31]).join('');
}
