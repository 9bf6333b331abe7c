/**
 * Looks after the focus while a banner stands that is no dialog. What has it is not hidden behind the banner: the page
 * scrolls as if the banner's edge were the window's (WCAG 2.2, 2.4.11). It goes back to where it was before it came
 * into the banner.
 */
export function attend() {
  const host = /** @type {HTMLElement | null} */ (document.querySelector("kelisim-banner"));
  const banner = host?.shadowRoot?.querySelector("div[part~=banner]");
  if (!host || !banner) return;

  const { style } = document.documentElement;
  const { top, height } = banner.getBoundingClientRect();
  const side = top > innerHeight - top - height ? "scrollPaddingBottom" : "scrollPaddingTop";
  const padding = style[side];
  style[side] = `${height + 16}px`;

  /** @type {any} */ let before;
  host.addEventListener("focusin", ({ relatedTarget }) => before = relatedTarget || before);
  document.addEventListener("kelisim:hide", () => {
    style[side] = padding;
    if (document.activeElement == document.body) before?.focus();
  }, { once: true });
}
