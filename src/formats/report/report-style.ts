/** The report's own style sheet: black on white, for A4 and Letter; nothing is loaded from anywhere. */
export const REPORT_STYLE = `
@page { margin: 18mm 17mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 46em; color: #000; background: #fff; font: 11pt/1.45 "Source Serif 4", Charter, "Bitstream Charter", Cambria, Georgia, serif; overflow-wrap: anywhere; font-variant-numeric: lining-nums; }
header { border-bottom: 1.5pt solid #000; padding-bottom: 8pt; margin-bottom: 14pt; }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 4pt; text-wrap: balance; }
h2 { font-size: 12.5pt; margin: 18pt 0 5pt; border-bottom: 0.5pt solid #000; padding-bottom: 2pt; break-after: avoid; }
h3 { font-size: 11pt; margin: 10pt 0 2pt; break-after: avoid; }
p { margin: 0 0 5pt; orphans: 3; widows: 3; }
.meta, .notice { margin: 2pt 0 0; font-size: 9.5pt; }
.notice { font-weight: 600; }
.fictional { display: inline-block; border: 1pt solid #000; padding: 0 5pt; font-weight: 600; font-size: 9.5pt; margin-top: 5pt; }
.case { white-space: pre-wrap; }
ol.steps { list-style: none; margin: 0; padding: 0; }
ol.steps > li { display: grid; grid-template-columns: 2.2em 1fr; margin: 0 0 9pt; break-inside: avoid; }
.number { font-weight: 600; font-variant-numeric: tabular-nums; }
.kind { font-variant: small-caps; letter-spacing: 0.03em; }
.words { white-space: pre-wrap; }
blockquote { display: inline; margin: 0 8pt 0 0; font-style: italic; }
.flag::before { content: "⚑ "; }
.detail { margin: 2pt 0 0; font-size: 10pt; }
.grade { font-weight: 600; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 16pt; align-items: start; }
table { width: 100%; border-collapse: collapse; font-size: 10pt; }
caption { text-align: left; font-weight: 600; padding-bottom: 3pt; break-after: avoid; }
th, td { text-align: left; vertical-align: top; padding: 3pt 5pt 3pt 0; border-top: 0.5pt solid #000; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.reasons { display: block; font-size: 9pt; }
footer { margin-top: 20pt; border-top: 0.5pt solid #000; padding-top: 5pt; font-size: 8.5pt; line-height: 1.35; }
.hidden { border: 0.5pt solid #000; font: 7pt/1 ui-monospace, monospace; padding: 0 2pt; }
th.figure:first-child { width: 3em; }
@media (max-width: 40em) { .columns { grid-template-columns: 1fr; } }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } }
`
