// Lets the banner beside a form follow what is typed there; without this file it is as it was when the page came.
"use strict";

const PAUSE = 300; // milliseconds without another letter

/** What the banner shows of a form, as a part of an address; the server reads it. */
const folded = (form, fields) => {
  const told = {};
  for (const [name, value] of new FormData(form)) {
    if (fields.includes(name) || name.startsWith("own.")) (told[name] ||= []).push(value);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(told));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/** Shows a page in a frame once it is there: nothing flickers, and no step back is added. */
const turn = (place, address) => {
  for (const other of place.querySelectorAll(".coming")) other.remove();
  const coming = place.firstElementChild.cloneNode();
  coming.src = address;
  coming.classList.add("coming");
  coming.addEventListener("load", () => {
    coming.classList.remove("coming");
    place.replaceChildren(coming);
  }, { once: true });
  place.append(coming);
};

for (const glance of document.querySelectorAll("[data-follows]")) {
  const form = document.getElementById(glance.dataset.follows);
  const fields = glance.dataset.fields?.split(" ");
  const views = [...glance.querySelectorAll("[data-spoken]")];
  const tabs = [...glance.querySelectorAll("button")];
  let [{ value: chosen }] = tabs;
  let pause;

  const choose = () => {
    const spoken = new FormData(form).getAll("languages");
    const offered = tabs.filter(tab => !fields || spoken.includes(tab.value));
    if (!offered.some(tab => tab.value === chosen)) chosen = (offered[0] || tabs[0]).value;
    for (const tab of tabs) {
      tab.hidden = !offered.includes(tab);
      tab.ariaPressed = String(tab.value === chosen);
    }
    for (const view of views) view.hidden = view.dataset.spoken !== chosen;
    tabs[0].parentElement.hidden = offered.length < 2;
  };

  /** What is not in sight comes when it is chosen: its frames are lazy. */
  const follow = isKept => {
    choose();
    for (const place of glance.querySelectorAll(".fit")) {
      const before = place.lastElementChild.getAttribute("src");
      const address = fields ? before.replace(/[^/]+(?=\/[^/]+\/$)/, folded(form, fields)) : before;
      if (isKept || address !== before) turn(place, address);
    }
  };

  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      chosen = tab.value;
      follow();
    });
  }
  form.addEventListener("input", () => {
    clearTimeout(pause);
    if (fields) pause = setTimeout(follow, PAUSE);
  });
  form.addEventListener("kept", () => follow(true));
  follow();
}
