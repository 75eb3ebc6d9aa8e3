// Keeps the site for when there is no network: every file of the release, and the content as the host has it. The build puts
// in the name of the release's list (xtask/src/finish.rs). The page says which content there is (src/pages/offline.rs).
//
// What was kept last stays until the release after the next: a page that is open goes on, whatever the host does meanwhile.
"use strict";
const LIST = "release-00000000.json";
const scope = new URL("./", self.location).href;
// Other sites of the same host keep theirs under other names.
const OURS = `vattenpass ${scope} `;
const RELEASE = OURS + LIST;
const CONTENT = `${OURS}content`;
// Where it is written down when all of the content was renewed, and with which release.
const RENEWED = `${scope}renewed`;
const DAY = 24 * 60 * 60 * 1000;
// How long the host may take before what is kept takes its place, in milliseconds.
const PATIENCE = 5000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  // A page of another release offers this one.
  event.source.postMessage(LIST);
  event.waitUntil(keep(event.data));
});

// All or nothing: a release that the host has only half of is not kept. It is tried again at the next visit.
async function install() {
  const list = await (await fetched(LIST)).json();
  const page = await fetched("./", { cache: "no-cache" });
  if (!(await page.clone().text()).includes(LIST)) throw new Error("the page is of another release");
  const cache = await caches.open(RELEASE);
  // One after the other: the visitor comes first.
  for (const [name, integrity] of Object.entries(list.files)) {
    if (!(await cache.match(name))) await cache.put(name, await fetched(name, { integrity }));
  }
  await cache.put("./", page);
  await self.skipWaiting();
}

async function fetched(name, options) {
  const answer = await fetch(new URL(name, scope), options);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

// Leaves this release and the one before it.
async function tidy() {
  const releases = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CONTENT && name !== RELEASE);
  await Promise.all(releases.slice(0, -1).map((name) => caches.delete(name)));
}

// Keeps the content that there is now, and nothing else. What the page asks for is renewed then; the rest once a day, and
// with another release.
async function keep(paths) {
  const cache = await caches.open(CONTENT);
  const wanted = new Set(paths.map((path) => new URL(path, scope).href));
  for (const { url } of await cache.keys()) if (url !== RENEWED && !wanted.has(url)) await cache.delete(url);
  const [of, time] = ((await (await cache.match(RENEWED))?.text()) ?? "").split(" ");
  const isTime = of !== LIST || Date.now() - time > DAY;
  for (const path of wanted) {
    if (isTime || !(await cache.match(path))) await renewed(cache, path).catch(() => {});
  }
  if (isTime) await cache.put(RENEWED, new Response(`${LIST} ${Date.now()}`));
}

// What the host has now.
async function renewed(cache, path) {
  const answer = await fetch(path, { cache: "no-cache" });
  if (answer.ok) await cache.put(path, answer.clone());
  else if (answer.status === 404 && !(await isGone())) await cache.delete(path);
  return answer;
}

// Whether the host has no site here any longer, and has not just taken a file away.
async function isGone() {
  const settings = await fetch(new URL("content/site.toml", scope), { cache: "no-cache" });
  return settings.status === 404;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { href } = new URL(request.url);
  // Whoever looks for what is wrong asks the host itself.
  if (request.method !== "GET" || !href.startsWith(scope) || request.cache === "no-store") return;
  const [name, query] = href.slice(scope.length).split("#")[0].split("?");
  if (request.mode === "navigate" && ["", "index.html"].includes(name)) event.respondWith(page(request));
  else if (name.startsWith("content/") && query === undefined) event.respondWith(content(request));
  else if (/^[\w.-]+-[0-9a-f]{8,16}(_bg)?\.\w+$/.test(name)) event.respondWith(ofRelease(request, scope + name));
});

// The host's page, so that a new release comes with the next visit. What is kept, if the host cannot be reached.
async function page(request) {
  const kept = await caches.match("./", { cacheName: RELEASE });
  const fresh = fetch(request).then((answer) => (kept && answer.status >= 500 ? kept : answer));
  return kept ? inTime(fresh, kept) : fresh;
}

// The content as the host has it now, as the page asks for it.
async function content(request) {
  const cache = await caches.open(CONTENT);
  const kept = await cache.match(request.url);
  if (!kept) return fetch(request);
  const fresh = renewed(cache, request.url);
  // A host that has stopped for a while, or for good.
  const isLost = async (answer) => answer.status >= 500 || (answer.status === 404 && (await cache.match(request.url)));
  return inTime(fresh.then(async (answer) => ((await isLost(answer)) ? kept : answer)), kept);
}

// A name that changes with its content: what is kept under it is what the host has.
async function ofRelease(request, address) {
  return (await caches.match(address)) ?? fetch(request);
}

function inTime(fresh, kept) {
  const late = new Promise((done) => setTimeout(() => done(kept), PATIENCE));
  return Promise.race([fresh.catch(() => kept), late]);
}
