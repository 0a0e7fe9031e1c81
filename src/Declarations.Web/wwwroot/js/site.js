// The pages work without this file; it only makes them nicer. Nothing is stored here; what is being typed is sent to /kept alone.
"use strict";

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// The error summary takes the focus, so that its links are read first.
const errors = document.querySelector(".errors");
if (errors) errors.focus();

// In a list that goes on with the next row, its button takes the focus.
const next = document.querySelector("tr:target button");
if (next) next.focus();

// The folded menu closes on a click outside it and on Escape.
const closeMenus = except => all("details.menu[open], details.menu-group[open]").filter(menu => menu !== except).forEach(menu => { menu.open = false; });
document.addEventListener("click", event => closeMenus(event.target.closest("details.menu, details.menu-group")));
document.addEventListener("keydown", event => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open], details.menu-group[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// <button type="button" data-print hidden> appears only where it can print.
all("[data-print]").forEach(button => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// A page that waits for work in the background looks again by itself.
if (document.querySelector("[data-refresh]")) setTimeout(() => location.reload(), 2000);

// <label hidden><input type="checkbox" data-all="name"> ticks every box of that name in its form; it appears only where it can.
all("input[data-all]").forEach(one => {
  one.closest("label").hidden = false;
  one.addEventListener("change", () => all(`input[name="${one.dataset.all}"]`, one.form).forEach(box => { box.checked = one.checked; }));
});

// form[data-fragment="id"] fills that field with what stands behind the "#" of the address, and takes it out of the address.
all("form[data-fragment]").forEach(form => {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!/^[0-9A-Za-z-]{20,60}$/.test(code)) return;
  document.getElementById(form.dataset.fragment).value = code;
  history.replaceState(null, "", location.pathname + location.search);
});

// form[data-guard] warns before changes are lost; data-guard="dirty" says the page came back with unsaved input.
const dirty = new Set(all("form[data-guard='dirty']"));
document.addEventListener("input", event => {
  const form = event.target.form;
  if (form && form.matches("[data-guard]")) dirty.add(form);
});
window.addEventListener("beforeunload", event => {
  if (dirty.size === 0) return;
  event.preventDefault();
  event.returnValue = "";
});

// body[data-keep="address"]: what is being typed is kept on the server two seconds after the last key, so that nothing is lost with a
// session, a power cut or a closed window. Without a connection that is said, and tried again; passwords and files are never sent.
if (document.body.dataset.keep) {
  const note = document.createElement("p");
  note.className = "kept-note";
  note.setAttribute("role", "status");
  let timer = 0;
  const keep = async form => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string" && !/password$/i.test(name)) fields.append(name, value); });
    fields.set("address", document.body.dataset.keep);
    if (!note.isConnected) form.append(note);
    try {
      const answer = await fetch("/kept", { method: "POST", body: fields, redirect: "manual" });
      note.textContent = answer.status === 204 ? document.body.dataset.kept.replace("{0}", new Date().toTimeString().slice(0, 5)) : document.body.dataset.notKept;
    } catch {
      note.textContent = document.body.dataset.lost;
      timer = setTimeout(keep, 10000, form);
    }
  };
  document.addEventListener("input", event => {
    const form = event.target.form;
    if (!form || form.method !== "post" || event.target.type === "password") return;
    clearTimeout(timer);
    timer = setTimeout(keep, 2000, form);
  });
  document.addEventListener("submit", () => clearTimeout(timer));
}

// A second press within five seconds does nothing. Disabling waits a turn, so that the pressed button is still sent.
document.addEventListener("submit", event => {
  if (event.defaultPrevented) return;
  const form = event.target;
  dirty.delete(form);
  const buttons = Array.from(form.elements).filter(element => element.type === "submit" && !element.disabled);
  const release = () => buttons.forEach(button => { button.disabled = false; });
  setTimeout(() => buttons.forEach(button => { button.disabled = true; }));
  setTimeout(release, 5000);
  window.addEventListener("pagehide", release, { once: true });
});

// button[data-rest-no] ticks input[data-rest] of every question still open and stays on the page;
// its data-said text is announced in the form's [data-rest-said] element.
all("button[data-rest-no]").forEach(button => button.addEventListener("click", event => {
  event.preventDefault();
  const form = button.form;
  const radios = all("input[type=radio]", form);
  const answered = new Set(radios.filter(radio => radio.checked).map(radio => radio.name));
  const open = radios.filter(radio => "rest" in radio.dataset && !answered.has(radio.name));
  open.forEach(radio => {
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const status = form.querySelector("[data-rest-said]");
  if (status && button.dataset.said) status.textContent = button.dataset.said;
}));

// GB 32100-2015: 18 characters without I O S V Z; the last makes the sum weighted by 3^i divisible by 31.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const isCreditCode = text => {
  const values = Array.from(text, character => alphabet.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return values[17] === (31 - sum % 31) % 31;
};

// input[data-uscc][data-warn="id id"] shows the warning elements while the code does not check. It never blocks:
// some codes issued early fail the check. An unfinished code is left alone until the field is left.
all("input[data-uscc]").forEach(input => {
  const warnings = (input.dataset.warn || "").split(" ").map(id => document.getElementById(id)).filter(Boolean);
  const check = finished => {
    const text = input.value.replace(/\s/g, "").toUpperCase();
    const wrong = text !== "" && !isCreditCode(text) && (finished || text.length >= 18);
    warnings.forEach(warning => { warning.hidden = !wrong; });
    const field = input.closest(".field");
    if (field) field.classList.toggle("ask", wrong);
  };
  input.addEventListener("input", () => check(false));
  input.addEventListener("change", () => check(true));
});

// What needs a script is shown where there is one.
all("[data-script]").forEach(element => { element.hidden = false; });

// form[data-passkey-create], form[data-passkey-get]: the browser asks the device; its answer goes into the form, and the form is sent.
all("form[data-passkey-create], form[data-passkey-get]").forEach(form => form.addEventListener("submit", async event => {
  const answer = form.querySelector("input[name='Form.Answer']");
  if (answer.value) return;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const creates = form.dataset.passkeyCreate;
    const credential = creates
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(creates)) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.passkeyGet)) });
    answer.value = JSON.stringify(credential);
    form.requestSubmit(form.querySelector("button"));
  } catch {
    failed.hidden = false;
  }
}, { capture: true }));
