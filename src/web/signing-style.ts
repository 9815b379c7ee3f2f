import { verificationStyle } from './verification-style.ts';

/** That of the other pages, with what only signing has. */
export const signingStyle = `${verificationStyle}
h3 { margin: 0; font-size: 1rem; line-height: 1.3; }
select { width: 100%; min-height: 46px; font: inherit; padding: 9px; border: 1px solid #4b5563; border-radius: 8px;
  background: #fff; color: inherit; }
button.plain { background: #fff; color: #063f7d; border: 2px solid #063f7d; }
button[aria-disabled] { background: #333b47; }
[aria-invalid] { border: 3px solid #8a1111; }
#document > h2 { margin: 22px 2px 8px; }
#document > h2:focus { outline: none; }
#sign { margin-top: 22px; }
.places { margin: 0; padding: 2px 14px; list-style: none; background: #fff; border-radius: 12px; }
.places li { padding: 10px 0; border-bottom: 1px solid #d5d9df; overflow-wrap: anywhere; }
.places li:last-child { border-bottom: 0; }
.places .signed .sign { color: #0a5527; font-weight: 700; }
.closed { margin: 16px 2px; font-weight: 700; }
.note { margin: 0 0 14px; padding: 12px 14px; border-left: 6px solid #653c00; background: #fff; }
.phone { display: none; }
@media (hover: none) and (pointer: coarse) { .phone { display: block; } }
#told:not(:empty) { margin: 16px 0; padding: 12px 14px; border: 3px solid #111; border-radius: 8px; background: #fff;
  overflow-wrap: anywhere; }
#told ol { margin: 6px 0 0; padding-left: 1.5em; }
#told p + p { margin-top: 6px; }
`;
