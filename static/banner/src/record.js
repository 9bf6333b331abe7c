/**
 * A value for each id.
 * @template Value
 * @param {string[]} ids
 * @param {(id: string) => Value} value
 * @returns {Record<string, Value>}
 */
export const record = (ids, value) => Object.fromEntries(ids.map((id) => [id, value(id)]));
