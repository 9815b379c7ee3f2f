/** Colours with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); the state is told by words first, colour second. */
export const verificationStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f4f6; color: #111; font: 17px/1.4 system-ui, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 12px 14px 40px; }
.issuer { margin: 4px 0 12px; font-weight: 600; overflow-wrap: anywhere; }
.state { padding: 14px 16px; border-radius: 10px; color: #fff; background: #8a1c1c; }
.state h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
.state .others { margin: 6px 0 0; }
.state .unsigned { margin: 0 0 8px; padding: 0 0 8px; border-bottom: 1px solid #fff; font-size: .95rem; }
.state.valid { background: #14632f; }
.state.replaced, .state.expired { background: #7a4a00; }
.state.unknown { background: #4b5563; }
.advice { margin: 12px 2px; font-size: .95rem; }
dl { margin: 0; background: #fff; border-radius: 10px; padding: 2px 14px; }
dl > div { padding: 9px 0; border-bottom: 1px solid #e2e4e8; }
dl > div:last-child { border-bottom: 0; }
dt { font-size: .82rem; color: #4b5563; }
dd { margin: 2px 0 0; overflow-wrap: anywhere; }
a { color: #0b4a8f; }
form { background: #fff; border-radius: 10px; padding: 12px 14px; margin: 0 0 14px; }
h2 { font-size: 1.05rem; margin: 0 0 8px; }
label { display: block; margin: 8px 0 2px; font-size: .9rem; }
input { width: 100%; font: inherit; padding: 9px; border: 1px solid #6b7280; border-radius: 8px; background: #fff; }
button { font: inherit; margin-top: 12px; padding: 10px 16px; border: 0; border-radius: 8px; background: #0b4a8f; color: #fff; }
video { width: 100%; border-radius: 8px; margin-top: 10px; }
[hidden] { display: none; }
`;
