// What is typed goes into the draft at once, and what could not be kept is said and tried again; without this file the button keeps it.
"use strict";

const SOONEST = 2; // seconds until the first attempt that follows one that failed; twice as long each time
const LATEST = 60;
const LEAVES_WITH_THE_PAGE = 60_000; // characters that a browser still sends when the page is left

/** Puts what is at fault now beside its field. */
const tell = (form, fresh) => {
  for (const old of form.querySelectorAll(".fault:not([role])")) old.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const fault of fresh.querySelectorAll("form .fault:not([role])")) {
    const field = document.getElementById(fault.id.replace(/-fault\d*$/, ""));
    (field || form.querySelector(".save")).before(fault);
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", fault.id);
  }
};

const send = async form => {
  const body = new URLSearchParams(new FormData(form));
  return fetch(form.action, { method: "POST", body, keepalive: `${body}`.length < LEAVES_WITH_THE_PAGE });
};

/** Whether what failed may be well the next time: the service is away, or asks for patience. */
const mayPass = answer => !answer || answer.status >= 500 || answer.status === 429;

for (const form of document.querySelectorAll("[data-live]")) {
  const status = form.querySelector(".save [role]");
  let typed = 0; // how often something was typed, and up to where it is sent and kept
  let sent = 0;
  let kept = 0;
  let isSending = false;
  let loads = false; // by the button the page comes again, with an empty row below those that are filled
  let pause = SOONEST;
  let again;

  const say = (words, isBad) => {
    status.textContent = words;
    status.className = isBad ? "fault" : "quiet";
  };

  const go = address => {
    kept = typed;
    location.assign(address);
  };

  const fail = answer => {
    say(mayPass(answer) ? form.dataset.waits : form.dataset.refused, true);
    if (!mayPass(answer)) return;
    again = setTimeout(keep, 1000 * (Number(answer?.headers.get("Retry-After")) || pause));
    pause = Math.min(2 * pause, LATEST);
  };

  const show = async (answer, number) => {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.getElementById("draft")) return go(answer.url); // her session has ended: she signs in
    kept = number;
    pause = SOONEST;
    if (loads && kept === typed) return go(answer.url);
    for (const name of ["parts", "draft"]) document.getElementById(name).replaceWith(fresh.getElementById(name));
    tell(form, fresh);
    say(fresh.querySelector(".save [role]").textContent, false);
    form.dispatchEvent(new Event("kept"));
  };

  const keep = async () => {
    clearTimeout(again);
    if (isSending) return; // what is typed meanwhile goes behind it
    isSending = true;
    sent = typed;
    const answer = await send(form).catch(() => null);
    if (answer?.ok) await show(answer, sent).catch(() => fail());
    else fail(answer);
    isSending = false;
    if (answer?.ok && kept < typed) keep();
  };

  form.addEventListener("input", () => (typed += 1));
  form.addEventListener("change", () => {
    typed += 1;
    keep();
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    typed += 1;
    loads = true;
    say("", false);
    keep();
  });
  addEventListener("online", () => kept < typed && keep());
  addEventListener("pagehide", () => sent < typed && send(form).catch(() => null));
  addEventListener("beforeunload", event => status.className === "fault" && kept < typed && event.preventDefault());
}
