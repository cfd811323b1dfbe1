// Lead to the language that the reader chose before, else to the first that the browser asks for.
const chosen = (() => {
  try { return localStorage.getItem("factbook.language"); } catch { return null; }
})();
const wished = chosen ?? (navigator.languages.find((code) => /^(en|ja)\b/.test(code)) ?? "en").slice(0, 2);
location.replace(`${wished === "ja" ? "ja" : "en"}/`);
