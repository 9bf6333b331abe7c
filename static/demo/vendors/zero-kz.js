// Stand-in for ZERO.kz's z.js: counts the view once and shows the button. It knows no consent call.

const settings = Object.fromEntries(window._zero_kz_ ?? []);

keep("_zero_cc", number().toString(36), year);
remember("_zero_ss", `${number().toString(36)}.${seconds()}`, 30 * minute);

const button = Object.assign(new Image(88, 31), {
  alt: "ZERO.kz",
  src: `${collector}c.zero.kz/z.png?u=${settings.id}&t=${settings.type}&url=${page}`,
});
document.getElementById(`_zero_${settings.id}`)?.append(button);
