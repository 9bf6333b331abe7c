/**
 * Where a text falls, evenly from 0 up to 1: FNV-1a, and the last mixing of MurmurHash3, which makes all bits of it as
 * good as the first.
 * @param {string} text
 */
function lot(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
  return ((hash ^ hash >>> 16) >>> 0) / 2 ** 32;
}

/**
 * The number of the variant that a visitor sees: always the same one, and by each as many as its weight says. Another
 * comparison splits them anew.
 * @param {string} comparison
 * @param {string} visitor
 * @param {number[]} weights
 */
export function split(comparison, visitor, weights) {
  let rest = lot(comparison + visitor) * weights.reduce((sum, weight) => sum + weight);
  return weights.findIndex((weight) => (rest -= weight) < 0);
}
