// Small comforts. Everything works without this file.

// An open menu closes with Escape and by a click elsewhere.
const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// In the one-sentence field, Enter sends (Shift + Enter starts a new line), as in a search field.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!field.matches?.(".ask textarea")) return;
  event.preventDefault();
  field.form.requestSubmit();
});

// A form is sent once: a second tap on the button changes nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});

// Coming back with the browser's button, or after htmx has answered, the form may be sent again.
const reopen = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
};
window.addEventListener("pageshow", reopen);
document.addEventListener("htmx:afterRequest", reopen);
