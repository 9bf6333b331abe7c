const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint8Array(count));

/** A visitor id: 128 random bits as 22 characters of base64url. */
export const visitorId = () =>
  btoa(String.fromCharCode(...random(16))).replace(/\W/g, (other) => ({ "+": "-", "/": "_" })[other] || "");

/** A UUID version 4. By hand, because `crypto.randomUUID` is missing on plain http. */
export const uuid = () =>
  "10000000-1000-4000-8000-100000000000".replace(
    /[018]/g,
    (digit) => (+digit ^ random(1)[0] & 15 >> +digit / 4).toString(16),
  );
