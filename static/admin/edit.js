// Makes forms quicker: a search among counters, copying. Without this file all of them work all the same.
"use strict";

for (const search of document.querySelectorAll("[data-filters]")) {
  const rows = [...document.getElementById(search.dataset.filters).children];
  const found = document.getElementById(search.getAttribute("aria-describedby"));
  search.parentElement.hidden = false;
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase() + row.querySelector("input").value;
      row.hidden = !row.querySelector(":checked") && !words.every(word => text.includes(word));
    }
    found.textContent = rows.some(row => !row.hidden) ? "" : found.dataset.none;
  };
  search.addEventListener("input", filter);
  search.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault());
  filter();
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.textContent = button.dataset.done;
    } catch {
      source.select ? source.select() : getSelection().selectAllChildren(source); // for the keyboard: without TLS a page has no clipboard
    }
  });
}

// Who sent what is at fault goes on where it is to be mended.
if (document.querySelector(".summary")) document.querySelector("[aria-invalid]")?.focus();

// A wide screen is shown as a whole, however narrow this one is.
for (const place of document.querySelectorAll(".fit")) {
  new ResizeObserver(() => {
    place.style.setProperty("--scale", Math.min(1, place.clientWidth / place.firstElementChild.offsetWidth));
    place.style.overflow = "hidden";
  }).observe(place);
}

// Who has pasted the tag sees by herself that it was heard; without this file she loads the page again.
const asking = setInterval(async () => {
  const waiting = document.querySelector("[data-awaits]");
  if (!waiting) clearInterval(asking);
  if (!waiting || document.hidden) return;
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(waiting.id);
  if (answer.ok && fresh && fresh.innerHTML !== waiting.innerHTML) waiting.replaceWith(fresh);
}, 3000);
