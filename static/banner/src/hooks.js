/** What a module adds to a cover. @type {{ cover?: (box: HTMLElement, id: string, held: HTMLElement) => void }} */
export const hooks = {};
