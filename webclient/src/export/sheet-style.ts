// The look of a sheet: black on white whatever the page's theme. A text and no stylesheet of the page, because the file
// that is saved carries the same one.

export const sheetStyle = `
@page { margin: 14mm; }
.printed { color-scheme: only light; font: 11pt/1.45 system-ui, sans-serif; color: #000; background: #fff; }
.printed * { margin: 0; overflow-wrap: anywhere; }
.printed header { margin-block-end: 6mm; }
.printed h1 { font-size: 18pt; line-height: 1.2; }
.printed h2 { font-size: 12pt; line-height: 1.3; break-after: avoid; }
.printed .picture { margin-block-end: 8mm; }
.printed figure { break-inside: avoid; }
.printed figure + ol { margin-block-start: 2mm; }
.printed img { display: block; max-width: 100%; max-height: 150mm; margin-block-end: 2mm; border: 1px solid #999; }
.printed .missing { padding: 8mm; margin-block-end: 2mm; border: 1px dashed #666; }
.printed .by { color: #444; font-size: 9.5pt; }
.printed .by b { color: #000; }
.printed ol { padding-inline-start: 2.4em; }
.printed li, .printed .message { break-inside: avoid; white-space: pre-wrap; }
.printed .chat h2 { margin-block-end: 2mm; }
.printed .message { margin-block-end: 2.5mm; }
.printed .by, .printed h2 { white-space: normal; }
`;

/** In the page the sheet is seen by the printer only, and the printer sees nothing else. */
export const printStyle = `${sheetStyle}
@media screen { .printed { display: none; } }
@media print {
  html, body { background: #fff !important; block-size: auto !important; overflow: visible !important; }
  body > :not(.printed) { display: none !important; }
}
`;

/** In a file of its own it is a page like any other. */
export const fileStyle = `${sheetStyle}
body { margin: 0; background: #fff; }
@media screen { .printed { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem; } }
`;
