/**
 * Made for a phone in the sun: black on white and white on dark colours, all with a contrast of at least 7 to 1
 * (WCAG 2.2, 1.4.6). Faces are those that phones and desktops come with; each has the Kazakh letters.
 */
export const verificationStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef0f3; color: #111;
  font: 17px/1.4 -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 14px 14px 40px; }
h1, h2, p, ol, dl, dd { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.1rem; line-height: 1.3; }
main > h1 { margin: 10px 0 16px; }
main > h2, .findings > h2 { margin: 22px 2px 8px; }
small { font-size: .82em; font-weight: 400; color: #3f4650; }
i { font-style: normal; }
a { color: #063f7d; }
dt small, .label small { font-size: .95em; }
.label, dt { display: block; font-size: .85rem; color: #3f4650; font-weight: 400; }
.issuer { margin: 2px 2px 12px; font-size: 1.1rem; line-height: 1.3; font-weight: 700; overflow-wrap: anywhere; }
.issuer > small { display: block; }
.state { padding: 16px; border-radius: 12px; color: #fff; background: #8a1111; }
.state .said { display: flex; gap: 14px; align-items: center; }
.state svg { flex: none; width: 60px; height: 60px; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round; }
.state h1 { overflow-wrap: anywhere; }
.state .others { margin-top: 6px; font-size: .9rem; }
.state small { color: inherit; }
.state .unsigned { margin: 0 0 12px; padding: 0 0 10px; border-bottom: 1px solid #fff; font-size: .95rem; }
.state.valid { background: #0a5527; }
.state.replaced, .state.expired { background: #653c00; }
.state.unknown, .state.refused { background: #333b47; }
.state.forged, .state.revoked, .state.altered, .state.unknown { border: 8px solid #111; border-image:
  repeating-linear-gradient(45deg, #111 0 12px, #fff 12px 24px) 8; border-radius: 0; }
.advice { margin: 12px 2px; }
.advice small, dd > small, .asked small { display: block; }
.found { margin: 0 0 12px; padding: 12px 14px; border-left: 6px solid #0a5527; background: #fff; }
.stands { margin: 0 2px 8px; font-weight: 700; }
dl { background: #fff; border-radius: 12px; padding: 2px 14px; }
dl > div { padding: 10px 0; border-bottom: 1px solid #d5d9df; }
dl > div:last-child { border-bottom: 0; }
dd { overflow-wrap: anywhere; }
dd b, .next { font-size: 1.15rem; }
dd ol { padding-left: 1.6em; }
.signatures .counts { color: #0a5527; font-weight: 700; }
.signatures .void { color: #8a1111; font-weight: 700; }
.signatures .counts small, .signatures .void small { color: inherit; }
.more { margin-top: 4px; }
.asked, .elsewhere { margin: 12px 2px; font-size: .9rem; }
form, #picture { background: #fff; border-radius: 12px; padding: 14px; margin: 0 0 14px; }
.findings { margin-bottom: 26px; }
form p, #picture p { margin-top: 4px; font-size: .95rem; }
label { display: block; margin: 12px 0 4px; }
input { width: 100%; min-height: 46px; font: inherit; padding: 9px; border: 1px solid #4b5563; border-radius: 8px;
  background: #fff; color: inherit; }
button { display: block; min-height: 46px; margin-top: 14px; padding: 10px 20px; font: inherit; font-weight: 600;
  border: 0; border-radius: 8px; background: #063f7d; color: #fff; }
::file-selector-button { font: inherit; }
:focus-visible { outline: 3px solid #063f7d; outline-offset: 2px; }
video { width: 100%; border-radius: 8px; margin-top: 12px; background: #000; }
#picture .told:not(:empty) { margin-top: 12px; padding: 10px 12px; border: 2px solid #111; border-radius: 8px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 2px 8px; }
nav > * { padding: 6px 0; }
[hidden] { display: none; }
`;
