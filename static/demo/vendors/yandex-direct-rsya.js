// Stand-in for Yandex' context.js: asks for an advertisement, draws it, and tells when it was seen.
// Its cookies are yandex.ru's own, so it sets none here.

const draw = (place) => {
  const label = Object.assign(document.createElement("small"), { textContent: "Реклама · Жарнама" });
  const offer = Object.assign(document.createElement("b"), { textContent: "ОСГПО онлайн" });
  const link = Object.assign(document.createElement("span"), { textContent: "rsya.example" });
  const block = Object.assign(document.createElement("div"), { className: "rtb" });
  block.append(label, offer, link);
  place.replaceChildren(block);
};

const render = ({ blockId, renderTo }) => {
  const place = document.getElementById(renderTo);
  if (!place) return;
  send(`an.yandex.ru/meta/${blockId}?target-ref=${page}`);
  draw(place);
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    send(`an.yandex.ru/count/${blockId}`);
  });
  seen.observe(place);
};

window.Ya = { Context: { AdvManager: { render } } };
const queued = window.yaContextCb ?? [];
window.yaContextCb = { push: (ready) => ready() };
for (const ready of queued) ready();
