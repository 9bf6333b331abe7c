const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint8Array(count));

/** A visitor id: 22 letters and digits, 131 random bits; the 64 that they come from lose what is neither. */
export const visitorId = () => btoa(String.fromCharCode(...random(48))).replace(/\W/g, "").slice(0, 22);

/** A UUID version 4. By hand, because `crypto.randomUUID` is missing on plain http. */
export const uuid = () =>
  "10000000-1000-4000-8000-100000000000".replace(
    /[018]/g,
    (digit) => (+digit ^ random(1)[0] & 15 >> +digit / 4).toString(16),
  );
