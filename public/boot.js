// Starts the site. The policy refuses inline scripts.
const tag = document.querySelector("script[data-wasm]");
const version = `?v=${tag.dataset.version}`;
const address = (name) => new URL(name, document.baseURI).href;
let tries = 0;
let style;
let box;

// `styled` is given where a part runs already, and may hold answers: then the page must not be loaded anew.
async function start(js, wasm, styled) {
  let site;
  try {
    site = await import(address(js));
    await styled;
    await site.default({ module_or_path: address(wasm) });
    return true;
  } catch (error) {
    console.error(error);
    const why = import(address(`trouble.js${version}&n=${tries}`)).then((trouble) => trouble.why([js, wasm], error, site));
    tell(await why.catch(() => offline), styled);
  }
}

const offline = {
  sv: "Sidan kunde inte hämtas. Kontrollera nätet.",
  en: "The page could not be fetched. Check the network.",
};
const kept = { sv: "Det du har svarat finns kvar.", en: "What you have answered is still here." };
const again = { sv: "Försök igen", en: "Try again" };

// Says what is wrong, where it says that the page is loading, and lets the reader try again.
function tell(fault, runs) {
  const field = globalThis.vattenpassHandover?.[0] && document.querySelector(".open-file input");
  const place = document.querySelector(!runs ? "#boot-message" : field ? ".open-file [role=status]" : "main .loading");
  if (!place) return;
  const langs = runs ? [document.documentElement.lang] : ["sv", "en"];
  const lines = langs.map((lang) => {
    const line = document.createElement("div");
    line.lang = lang;
    line.append(`${fault[lang]} ${runs ? kept[lang] : ""}`);
    return line;
  });
  const button = document.createElement("button");
  button.className = "button";
  button.append(langs.map((lang) => again[lang]).join(" / "));
  button.onclick = () => {
    if (!runs) return location.reload();
    // The button goes: the focus must not go with it.
    (field || document.querySelector("main")).focus();
    if (field) field.dispatchEvent(new Event("change"));
    else dispatchEvent(new HashChangeEvent("hashchange"));
  };
  document.querySelector("#boot-help")?.remove();
  box = document.createElement("div");
  box.setAttribute("role", "alert");
  place.firstChild.data = "";
  place.append(box);
  // Into what is there already: only then is it read out.
  box.append(...lines, button);
}

// Called by src/handover.rs. The names never change, so the version goes with them; and the number of the attempt:
// Firefox never asks again for a module that failed once.
globalThis.vattenpassLoadWhole = () => {
  const own = version + (tries++ ? `&n=${tries}` : "");
  box?.remove();
  style?.remove();
  style = document.createElement("link");
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  Object.assign(style, { rel: "stylesheet", href: address(`whole.css${own}`) });
  document.head.append(style);
  return start(`whole.js${own}`, `whole_bg.wasm${own}`, styled);
};

start(tag.dataset.js, tag.dataset.wasm);
