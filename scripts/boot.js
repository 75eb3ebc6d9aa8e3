// Starts the site, and fetches its parts when they are wanted. The policy refuses inline scripts.
// The build adds a line for each part and names this file by its content (splitter/); the names of the other files stand
// in the page (xtask/src/finish.rs).
//
// A script of the old kind, not a module: browsers run it with whatever type the host sends it, so that it can say what the
// host must change. What the main part and `trouble.js` find here is `vattenpass`.
"use strict";
self.vattenpass = (() => {
const names = document.querySelector("script[data-wasm]").dataset;
const address = (name) => new URL(name, document.baseURI).href;
// In the single file all files are in the page (scripts/inside.js).
const inside = self.vattenpassInside;
let tries = 0;
let site;
let main;

// Asks the host each time whether a file of the site has changed: what was edited there is what the page shows. Gives the
// status, the type, and the whole content of a file that came.
async function ask(path) {
  if (inside) return inside.answer(path);
  const answer = await fetch(path, { cache: "no-cache" });
  const content = answer.ok ? await answer.arrayBuffer() : new ArrayBuffer();
  return [answer.status, answer.headers.get("content-type") ?? "", content];
}

// The settings and the questionnaire that the address names are fetched at the same time as the site, not after it. They
// are there whole when it starts, so that it draws the page at once and not in steps.
const early = new Map();
function askEarly(path) {
  const answer = ask(path);
  answer.catch(() => {});
  early.set(path, answer);
}

// The site takes each early answer once: who asks again asks the host.
function fetchFile(path) {
  const answer = early.get(path) ?? ask(path);
  early.delete(path);
  return answer;
}

async function bytes(file, again) {
  if (inside) return inside.bytes(file);
  // What is in the cache may be what failed. The mode and the credentials are those of the page's preload link: with any
  // others a browser would fetch the module once more.
  const cache = again ? "reload" : "default";
  const answer = await fetch(address(file), { mode: "no-cors", credentials: "include", cache });
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  // Whole before it is compiled: Firefox waits forever for the rest of a module that was cut short. It also asks for no
  // type, which some hosts do not send.
  return answer.arrayBuffer();
}

async function start(again) {
  const wasm = bytes(names.wasm, again);
  // If the script does not come, nothing waits for it.
  wasm.catch(() => {});
  site = await import(inside ? await inside.address(names.js) : address(names.js + again));
  return site.default({ module_or_path: wasm });
}

// A browser may never ask again for a script that it could not load, not even after a reload. At another address it does.
const startAgain = () => start(`?again=${Date.now()}`);

function begin(attempt) {
  main = attempt;
  main.catch(async (error) => report(await fault([names.js, names.wasm], error)));
}

const offline = {
  sv: "Sidan kunde inte hämtas. Kontrollera nätet.",
  en: "The page could not be fetched. Check the network.",
};

// `trouble.js` finds out what is wrong. It is fetched only then. What a reload cuts off is no fault: for that it never comes.
let coming;
async function fetchTrouble() {
  const src = inside ? await inside.address(names.trouble) : address(`${names.trouble}?n=${tries++}`);
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
}
const trouble = () =>
  (coming ??= fetchTrouble().catch((error) => {
    coming = undefined;
    throw error;
  }));
const fault = (files, error) =>
  trouble()
    .then(() => (console.error(error), vattenpass.why(files, error, site, names)))
    .catch(() => offline);

// What `trouble.js` finds out besides, for the page that checks an installation.
const examine = (what, ...of) => trouble().then(() => vattenpass[what](...of));

// Shows what is wrong in the place of the message that the page is loading, and lets the reader try again.
function report(fault) {
  const message = document.querySelector("#boot-message");
  if (!message) return;
  document.querySelector("#boot-help")?.remove();
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  message.firstChild.data = "";
  message.append(box);
  const lines = ["sv", "en"].map((lang) => Object.assign(document.createElement("div"), { lang, textContent: fault[lang] }));
  const again = Object.assign(document.createElement("button"), { className: "button", textContent: "Försök igen / Try again" });
  again.onclick = () => {
    // The button goes: the focus must not go with it.
    const place = document.querySelector("main");
    place.tabIndex = -1;
    place.focus();
    box.remove();
    message.firstChild.data = "Sidan laddas … / Loading …";
    begin(startAgain());
  };
  // Into what is there already: only then is it read out. A page that was opened as a file stays one.
  box.append(...lines, ...(location.protocol === "file:" ? [] : [again]));
}

// The files of parts: those that are there, or on their way, and those that failed.
const files = new Map();
const failed = new Set();
let broken;

async function load(file) {
  const module = await WebAssembly.compile(await bytes(file, failed.has(file)));
  const __wasm_split = await main;
  // What several parts share lies in one file (splitter/).
  const inside = WebAssembly.Module.customSections(module, "module");
  const modules = inside.length ? inside : [module];
  return Promise.all(modules.map((one) => WebAssembly.instantiate(one, { __wasm_split })));
}

function once(file) {
  if (!files.has(file)) {
    const loading = load(file);
    files.set(file, loading);
    loading.catch(() => {
      failed.add(file);
      files.delete(file);
    });
  }
  return files.get(file);
}

// The style sheets that pages of parts need too: one for all, and some for a part alone. Without them the pages can be
// read, and the next part asks for them again.
const sheets = {};
const styled = (file) =>
  (sheets[file] ??= Promise.resolve(inside ? inside.address(file) : address(file)).then((href) => new Promise((done) => {
    const link = document.createElement("link");
    const missed = () => {
      sheets[file] = link.remove();
      done();
    };
    Object.assign(link, { rel: "stylesheet", href, onload: done, onerror: missed });
    document.head.append(link);
  })));
const styles = (part) => Promise.all([names.sheet, names[part]].filter(Boolean).map(styled));

// What the main part calls for a part (src/pages/split.rs), with whether the part has come. The part that the address
// leads to is fetched beside the main part, not after it.
function part(name, of) {
  if (name === first) {
    styles(name);
    of.forEach((file) => once(file).catch(() => {}));
  }
  return async (callback, data) => {
    const coming = Promise.all([styles(name), ...of.map(once)]);
    const hasCome = await coming.then(() => true, (error) => ((broken = [of, error]), false));
    (await main).__indirect_function_table.get(callback)(data, hasCome);
  };
}

// Gives the reason why the last part failed, in one language, and whether the host has another release of the site now.
async function whyPartFailed(lang) {
  const found = await fault(...broken);
  return [found[lang], Boolean(found.replaced)];
}

// In a package for a learning platform the page says where it begins (src/pages/training/package.rs). Links open beside
// it, and their addresses say for themselves.
if (names.first && !location.hash) {
  history.replaceState(null, "", names.first);
  document.documentElement.className = "in-platform";
}

begin(start("").catch(startAgain));

askEarly("content/site.toml");
askEarly("content/site.bin");
// The words of src/route.rs for pages that are no questionnaire.
const [, lang, id, step] =
  location.hash.match(/^#\/(sv|en)(?:\/([a-z0-9-]+))?(\/[a-z0-9-]+|\/result(?:at)?\/[a-z-]+)?\/?(?:\?.*)?$/) ?? [];
// The part of each page that is no questionnaire.
const places = {
  "om": "documents",
  "about": "documents",
  "dokument": "documents",
  "documents": "documents",
  "utbildning": "room",
  "training": "room",
  "delta": "join",
  "join": "join",
  "grupp": "group",
  "group": "group",
  "kontroll": "check",
  "check": "check",
  "enheten": "device",
  "device": "device",
};
const isQuestionnaire = id && !places[id];
if (lang && !id) askEarly(`content/${lang}.bin`);
// A page for a room names its questionnaire after its own word.
const asked = isQuestionnaire ? id : places[id] !== "documents" && step?.slice(1);
if (asked) {
  askEarly(`content/${lang}/${asked}.md`);
  askEarly(`content/${lang}/${asked}.bin`);
}
// The part that the address leads to. What follows a questionnaire is one of these words, or the id of a question: for
// that the main part is enough.
const partOf = {
  "granska": "result",
  "review": "result",
  "resultat": "result",
  "result": "result",
  "papper": "documents",
  "paper": "documents",
  "ifyllt": "documents",
  "filled-in": "documents",
};
let first = !location.hash || lang ? "start" : undefined;
if (id) first = places[id];
if (isQuestionnaire) first = step ? partOf[step.split("/")[1]] : "front";

// A worker that a script starts. Each is started under an address of its own: where the host says nothing of caching, the
// browser would keep a damaged file for days, and trying again would try that one.
const worker = (script, starts) =>
  inside ? inside.worker(script) : new Worker(address(`${script}?start=${starts}`));

// Keeps the site for when there is no network (scripts/sw.js), with the content at these paths. `newer` is called when
// another release than this page's has been kept. Where it cannot be done nothing is lost; in a package for a learning
// platform it is the platform that has the site.
async function keep(paths, newer) {
  const workers = navigator.serviceWorker;
  if (!workers || inside || names.first || navigator.connection?.saveData) return;
  const tell = async () => (await workers.ready).active.postMessage(paths);
  workers.onmessage = ({ data }) => data === names.release || newer();
  workers.oncontrollerchange = tell;
  const registration = await workers.register(address("sw.js")).catch(() => {});
  if (!registration) return;
  document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => {}));
  await tell();
}

// Asks the browser, once, to keep what has been saved here even if space runs short. Firefox would ask the reader, in the
// midst of a question: there a button does (src/components/persist.rs).
let persists;
const keepSaved = () =>
  (persists ??= navigator.userAgent.includes("Firefox") || (navigator.storage?.persist?.().catch(() => {}) ?? true));

// The address of an image of the site's.
const image = (path) => (inside ? inside.images[path] : path);

return { fetchFile, whyPartFailed, examine, part, worker, keep, keepSaved, image };
})();
