/**
 * The Domain that the site's hosts share on this page: the first that is the page's host or a parent of it.
 * @param {string[]} hosts
 * @param {string} page
 */
export const cookieDomain = (hosts, page) => hosts.find((host) => ("." + page).endsWith("." + host));
