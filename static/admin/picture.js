// Lets the banner of a picture keep and send nothing: what a visitor was shown is looked at here, and not answered.
"use strict";

Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
for (const storage of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, storage, { get() { throw new DOMException("Nothing is kept here.", "SecurityError"); } });
}
window.fetch = () => Promise.reject(new TypeError("Nothing is sent from here."));

// A banner over its whole page would take the focus from who types beside the picture.
const { showModal } = HTMLDialogElement.prototype;
HTMLDialogElement.prototype.showModal = function () {
  const isReached = document.hasFocus();
  const before = parent.document.activeElement;
  showModal.call(this);
  if (isReached) return;
  frameElement.blur();
  before.focus({ preventScroll: true });
};
