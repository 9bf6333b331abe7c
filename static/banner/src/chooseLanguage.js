/**
 * The language to speak: the page's, else the first of the browser's that the site has, else the site's first.
 * @param {string} page `<html lang>`
 * @param {readonly string[]} browser
 * @param {string[]} site
 */
export const chooseLanguage = (page, browser, site) =>
  [page, ...browser]
    .map((tag) => tag.split(/[-_]/)[0].toLowerCase())
    .find((language) => site.includes(language)) || site[0];
