/** Whether the visitor's browser objects to advertising, by Global Privacy Control. */
export const objects = /** @type {any} */ (navigator).globalPrivacyControl === true;
