/**
 * Keeps what has the focus from being hidden behind the banner: while it is there, the page scrolls as if the banner's
 * edge were the window's (WCAG 2.2, 2.4.11).
 */
export function makeRoom() {
  const banner = document.querySelector("kelisim-banner")?.shadowRoot?.querySelector("div[part~=banner]");
  if (!banner) return;
  const { style } = document.documentElement;
  const { top, height } = banner.getBoundingClientRect();
  const side = top > innerHeight - top - height ? "scrollPaddingBottom" : "scrollPaddingTop";
  const before = style[side];
  style[side] = `${height + 16}px`;
  document.addEventListener("kelisim:hide", () => style[side] = before, { once: true });
}
