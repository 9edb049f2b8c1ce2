// Asks a library of npm: ask_node.mjs MODULE_URL DATA_URL GENERATION ROWS ANSWERS PASSES
const started = [performance.now(), process.cpuUsage()];

const { existsSync, readFileSync, writeFileSync } = await import("node:fs");
const FIRST = "東京都千代田区丸の内1-1-1";
const [moduleUrl, dataUrl, generation, rowsPath, answersPath, passes] = process.argv.slice(2);
const loaded = await import(moduleUrl);
const library = loaded.normalize ? loaded : loaded.default;
library.config.japaneseAddressesApi = dataUrl;

function cpuSeconds(before) {
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

// a prefecture's point says nothing about an address: no answer, as everywhere in this benchmark
function describe(found) {
  if (generation === "v2") {
    return { pref: found.pref, city: found.city, town: found.town, lat: found.lat, lng: found.lng };
  }
  const area = found.metadata.machiAza ?? {};
  const isFine = found.point && found.point.level > 1;
  return {
    pref: found.pref ?? "",
    city: found.city ?? "",
    town: `${area.oaza_cho ?? ""}${area.chome ?? ""}`,
    koaza: area.koaza ?? "",
    lat: isFine ? found.point.lat : null,
    lng: isFine ? found.point.lng : null,
  };
}

async function ask(address) {
  try {
    return describe(await library.normalize(address, { level: 3 }));
  } catch {
    return {};
  }
}

const rows = JSON.parse(readFileSync(rowsPath, "utf-8"));
await ask(FIRST);
const cold = [(performance.now() - started[0]) / 1000, cpuSeconds(started[1])];
const seconds = [];
let answers = [];
for (let pass = 0; pass < Number(passes); pass += 1) {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const found = [];
  for (const [address] of rows) {
    found.push(await ask(address));
  }
  seconds.push([(performance.now() - wall) / 1000, cpuSeconds(cpu)]);
  if (pass === 0) {
    answers = found;
  }
}
// Linux counts to maxRSS what the parent held when it started us; the process's own mark does not
const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf-8") : "";
const mark = /VmHWM:\s+(\d+)/.exec(status);
const peak = (mark ? Number(mark[1]) : process.resourceUsage().maxRSS) * 1024;
writeFileSync(answersPath, JSON.stringify({ answers, cold, seconds, peak_bytes: peak }));
