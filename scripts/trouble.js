// Finds out why the site, or a part of it, did not load, and explains it in Swedish and English. `boot.js` fetches
// it only then.
"use strict";
(() => {
// Asks the host again for each file, and gives the first fault. `site` is the main script, if that has come;
// `names` are those of this release.
vattenpass.why = async (files, error, site, names) => {
  if (location.protocol === "file:" && !self.vattenpassInside) return fromDisk;
  const release = await fetch(names.release, { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({}));
  for (const file of files) {
    const fault = await faultOf(file, release.files ?? {}).catch(() => unreachable);
    if (fault) return { ...fault, replaced: await isReplaced(names).catch(() => false) };
  }
  // Every file is there and whole now.
  const { name, message } = error;
  if (!self.WebAssembly || ["SyntaxError", "CompileError", "LinkError"].includes(name)) return tooOld;
  // The network was gone for a moment. Each browser has a message of its own for it.
  const isFetch = site ? /fetch|network|load failed/i.test(message) : name === "TypeError";
  return isFetch ? unreachable : stopped(`${name}: ${message}`);
};

// Whether the host has another release of the site now: its page starts another script.
async function isReplaced({ js }) {
  const page = await fetch(location.pathname, { cache: "no-store" });
  const text = await page.text();
  return page.ok && text.includes("data-wasm") && !text.includes(js.replace(/^\.\//, ""));
}

// What is wrong with a file of the release, in one language, for whoever runs the site. Nothing if it is whole.
vattenpass.faultIn = async (file, integrity, lang) => {
  const fault = await faultOf(file, { [file]: integrity }).catch(() => unreachable);
  return fault?.[lang]
    .replace(/^[^.]*\. /, "")
    .replace(/(?:Säg till den som sköter sidan|Tell whoever runs the site): (.)/, (_, first) => first.toUpperCase());
};

// How the host sends a file: the status, 0 for none, and headers.
vattenpass.sent = async (file) => {
  const names = ["content-type", "content-encoding", "cache-control", "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"];
  try {
    const answer = await fetch(file, { cache: "no-store", redirect: "manual" });
    return [answer.status, ...names.map((name) => answer.headers.get(name) ?? "")];
  } catch {
    return [0, ...names.map(() => "")];
  }
};

// What the browser can do here: whether it is safe from others on the way, whether it saves, whether it keeps that whatever
// happens, whether it can keep the site for when there is no network, and how many files of it it has kept.
vattenpass.browser = async (list) => {
  const saves = () => {
    try {
      localStorage.setItem("vattenpass-check", "");
      localStorage.removeItem("vattenpass-check");
      return true;
    } catch {
      return false;
    }
  };
  const persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  const canKeep = "serviceWorker" in navigator && "caches" in self;
  let kept = 0;
  const all = canKeep ? await caches.keys().catch(() => []) : [];
  for (const name of all.filter((name) => name.endsWith(` ${list}`))) kept += (await (await caches.open(name)).keys()).length;
  return [isSecureContext, saves(), persisted, canKeep, kept];
};

// Asks the browser to keep what is saved here whatever happens, and gives what it answers.
vattenpass.persist = async () => (await navigator.storage?.persist?.().catch(() => false)) ?? false;

async function faultOf(file, digests) {
  const name = file.split("?")[0].replace(/^\.\//, "");
  const answer = await fetch(file, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") return redirected(name);
  if (!answer.ok) return refused(name, answer.status);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const type = (answer.headers.get("content-type") || "").split(";")[0].trim().toLowerCase();
  if (type === "text/html") return otherPage(name);
  if (name.endsWith(".js") && !/(java|ecma|j)script$/.test(type)) return wrongType(name, type);
  const integrity = digests[name];
  // The browser compares: it can where `crypto.subtle` is missing, on a host without https.
  const same = !integrity || (await fetch(file, { cache: "no-store", integrity }).then(() => true, () => false));
  if (same) return;
  const ends = bytes.filter((byte, at) => byte === 10 && bytes[at - 1] === 13).length;
  return ends && ends === bytes.filter((byte) => byte === 10).length ? lineEnds(name) : changed(name);
}

const fromDisk = {
  sv: "Sidan är öppnad som en fil. Då kör webbläsaren den inte. Lägg mappen på en webbserver, eller använd filen vattenpass.html, som går att öppna direkt.",
  en: "The page was opened as a file, and the browser does not run it like that. Put the folder on a web server, or use the file vattenpass.html, which can be opened directly.",
};

const unreachable = {
  sv: "Sidan kunde inte hämtas. Nätet eller servern svarar inte. Kontrollera nätet.",
  en: "The page could not be fetched. The network or the server does not answer. Check the network.",
};

const tooOld = {
  sv: "Sidan kunde inte starta. Webbläsaren är för gammal. Uppdatera den, eller använd en annan.",
  en: "The page could not start. The browser is too old. Update it, or use another one.",
};

const stopped = (error) => ({
  sv: `Sidan stannade på ett fel. Säg till den som sköter sidan. Felet: ${error}`,
  en: `The page stopped at an error. Tell whoever runs the site. The error: ${error}`,
});

const redirected = (file) => ({
  sv: `Sidan kunde inte hämtas. Servern skickar vidare till en annan adress i stället för filen ${file}. Du kan behöva logga in igen.`,
  en: `The page could not be fetched. The server redirects to another address instead of the file ${file}. You may have to log in again.`,
});

function refused(file, status) {
  const end = file.slice(file.lastIndexOf("."));
  const help =
    status === 404 || status === 403
      ? [
          `Säg till den som sköter sidan: filen saknas, eller så lämnar servern inte ut filer som slutar på ${end}.`,
          `Tell whoever runs the site: the file is missing, or the server does not hand out files that end in ${end}.`,
        ]
      : status === 401
        ? ["Du kan behöva logga in igen.", "You may have to log in again."]
        : ["Försök igen om en stund.", "Try again in a while."];
  return {
    sv: `Sidan kunde inte hämtas. Servern svarar ${status} för filen ${file}. ${help[0]}`,
    en: `The page could not be fetched. The server answers ${status} for the file ${file}. ${help[1]}`,
  };
}

const otherPage = (file) => ({
  sv: `Sidan kunde inte hämtas. Servern skickar en webbsida i stället för filen ${file}. Säg till den som sköter sidan: filen saknas, eller så behöver du logga in.`,
  en: `The page could not be fetched. The server sends a web page instead of the file ${file}. Tell whoever runs the site: the file is missing, or you have to log in.`,
});

const wrongType = (file, type) => ({
  sv: `Sidan kunde inte hämtas. Servern skickar filen ${file} ${type ? `som ${type}` : "utan typ"}. Säg till den som sköter sidan: filer som slutar på .js ska skickas som text/javascript.`,
  en: `The page could not be fetched. The server sends the file ${file} ${type ? `as ${type}` : "without a type"}. Tell whoever runs the site: files that end in .js must be sent as text/javascript.`,
});

const lineEnds = (file) => ({
  sv: `Sidan kunde inte hämtas. Filen ${file} har fått andra radslut på vägen till servern. Säg till den som sköter sidan: lägg upp mappen igen, i binärt läge och utan att git ändrar radslut.`,
  en: `The page could not be fetched. The line endings of the file ${file} were changed on the way to the server. Tell whoever runs the site: upload the folder again, in binary mode and without git changing line endings.`,
});

const changed = (file) => ({
  sv: `Sidan kunde inte hämtas. Filen ${file} är inte den som hör till sidan: den har ändrats eller hör till en annan version. Säg till den som sköter sidan: lägg upp hela mappen igen, i binärt läge.`,
  en: `The page could not be fetched. The file ${file} is not the one that belongs to the site: it was changed or belongs to another version. Tell whoever runs the site: upload the whole folder again, in binary mode.`,
});
})();
