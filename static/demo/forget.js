// Makes the browser a stranger again: every cookie of this site of the demo, and everything stored.

/** Forgets, then loads the page anew. */
export const forget = () => {
  const home = location.pathname.match(/^\/demo\/[^/]+/)[0];
  for (const pair of document.cookie.split("; ")) {
    const name = pair.split("=")[0];
    for (const path of [home, "/", location.pathname]) document.cookie = `${name}=; path=${path}; max-age=0`;
  }
  localStorage.clear();
  sessionStorage.clear();
  location.reload();
};
