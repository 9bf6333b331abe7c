const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint8Array(count));

/** A visitor id: 22 letters and digits, 131 random bits; the 64 that they come from lose what is neither. */
export const visitorId = () => btoa(String.fromCharCode(...random(48))).replace(/\W/g, "").slice(0, 22);

/** A UUID, that of a blob's address (File API): `crypto.randomUUID` is missing on plain http. */
export const uuid = () => URL.createObjectURL(new Blob()).slice(-36);
