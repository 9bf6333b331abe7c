// Stand-in for Bitrix24's site button: draws it, greets once, and calls home only when it is pressed.

const [, portal, loader] = address.pathname.match(/\/(b\d+)\/crm\/site_button\/(\w+)\.js/);

const button = Object.assign(document.createElement("button"), {
  type: "button",
  className: "chat-button",
  textContent: "Bitrix24",
});
button.addEventListener("click", () => send(`${portal}.bitrix24.kz/open?widget=${loader}`));
document.body.append(button);
keep("b24_sitebutton_hello", "y", day);
