// Stand-in for Jivo's widget: the chat's button, and a connection that stays open behind it. It knows no
// consent call: once it runs, only leaving the page ends it.

const account = address.pathname.split("/").at(-1);
const visits = Number(recall(`jv_visits_count_${account}`) ?? 0);

keep(`jv_enter_ts_${account}`, Date.now());
remember(`jv_visits_count_${account}`, visits + 1, year);
remember(`jv_pages_count_${account}`, Number(recall(`jv_pages_count_${account}`) ?? 0) + 1);
remember(`jv_refer_${account}`, encodeURIComponent(document.referrer));
remember(`jv_utm_${account}`, "");

const report = (event) => send(`telemetry.jivosite.com/${account}/${event}`);
const button = Object.assign(document.createElement("button"), {
  type: "button",
  className: "chat-button",
  textContent: "Jivo",
});
button.addEventListener("click", () => report("open"));
document.body.append(button);
report("visit");
setInterval(() => report("ping"), 2000);
