// Lets the banner of a picture keep and send nothing: what a visitor was shown is looked at here, and not answered.
"use strict";

Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
for (const storage of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, storage, { get() { throw new DOMException("Nothing is kept here.", "SecurityError"); } });
}
window.fetch = () => Promise.reject(new TypeError("Nothing is sent from here."));
