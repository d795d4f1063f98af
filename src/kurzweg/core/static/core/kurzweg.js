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

// … and when the keyboard leaves it.
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

// Ctrl + K leads to the field that finds anyone; the arrows go through what it found, Escape back.
document.addEventListener("keydown", (event) => {
  const field = document.getElementById("find-anyone");
  if (!field) return;
  if (event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    return field.select();
  }
  const links = [...document.querySelectorAll("#found a")];
  const here = links.indexOf(document.activeElement);
  if (here === -1 && document.activeElement !== field) return;
  if (event.key === "Escape") {
    field.value = "";
    document.getElementById("found").replaceChildren();
    return field.focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !links.length) return;
  event.preventDefault();
  (links[here + step] ?? (step < 0 ? field : links.at(-1))).focus();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".find")) document.getElementById("found")?.replaceChildren();
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

// After the address has changed without a new page, the link to the other language leads to it too.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll("a.language")) {
    const asked = new URLSearchParams(location.search);
    asked.set("language", link.lang);
    link.search = asked;
  }
});

// After a part was exchanged: say how many there are now, mark the fields that are wrong, and lead
// whoever pressed a button to the part that changed. Whoever is typing stays where she is.
const titleAtRest = document.title;

document.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  const part = (target.id && document.getElementById(target.id)) || target;
  const said = part.querySelector("[data-said]");
  const mistakes = part.querySelector(".mistakes");
  if (said || mistakes) document.getElementById("said").textContent = said?.textContent.trim() ?? "";
  markMistakes(mistakes, requestConfig.elt.closest("form"));
  const pressed = ["submit", "click"].includes(requestConfig.triggeringEvent?.type);
  const leadTo = mistakes ?? part;
  if (pressed && leadTo.tabIndex === -1) leadTo.focus();
});

const markMistakes = (mistakes, form) => {
  document.title = mistakes ? `${mistakes.querySelector("h2").textContent} ${titleAtRest}` : titleAtRest;
  for (const field of form?.querySelectorAll("[aria-invalid]") ?? []) {
    field.removeAttribute("aria-invalid");
    describe(field, "");
  }
  for (const link of mistakes?.querySelectorAll("a[href^='#']") ?? []) {
    const field = document.querySelector(link.hash);
    field?.setAttribute("aria-invalid", "true");
    if (field && link.dataset.mistake) describe(field, link.dataset.mistake);
  }
};

// What is wrong stands at the field as well, as on a page that came back.
const describe = (field, mistake) => {
  const id = `${field.id}_error`;
  const by = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  document.getElementById(id)?.remove();
  by.delete(id);
  if (mistake) {
    field.insertAdjacentHTML("afterend", `<p class="mistake" id="${id}"></p>`);
    field.nextElementSibling.textContent = mistake;
    by.add(id);
  }
  if (by.size) field.setAttribute("aria-describedby", [...by].join(" "));
  else field.removeAttribute("aria-describedby");
};

// Paper shows what is folded away on the screen.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.more:not([open])")) {
    folded.dataset.forPaper = "yes";
    folded.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-for-paper]")) {
    delete folded.dataset.forPaper;
    folded.open = false;
  }
});
