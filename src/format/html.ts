import type { Finding } from '../model/finding.ts';
import { type About, byFile, type Format, ruleUrl } from './format.ts';
import { counted, plain, summaryLine } from './plain.ts';

/** One page that holds all it needs: readable without scripts, searchable with the one it brings along. */
export const html: Format = ({ findings, summary }, about) => {
  const files = [...byFile(findings)].map(([file, group]) => section(file, group, about)).join('');
  const empty = findings.length === 0 ? '<p class="clean">Nothing to say.</p>\n' : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>podlint report</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>podlint</h1>
<p>${escape(summaryLine(summary))} <span class="target">Kubernetes ${escape(about.kubernetesVersion)}, podlint ${escape(about.version)}</span></p>
<form role="search">
<input type="search" id="search" placeholder="search file, rule or message" aria-label="search">
${(['error', 'warning', 'info'] as const).map((severity) => filter(severity, findings)).join('\n')}
</form>
</header>
<main>
${empty}${files}</main>
<p id="nothing" hidden>Nothing matches.</p>
<script>${SCRIPT}</script>
</body>
</html>
`;
};

function filter(severity: Finding['severity'], findings: readonly Finding[]): string {
  const number = findings.filter((finding) => finding.severity === severity).length;
  return `<label class="${severity}"><input type="checkbox" value="${severity}" checked> ${counted(number, severity)}</label>`;
}

function section(file: string, findings: readonly Finding[], about: About): string {
  const rows = findings.map((finding) => row(finding, about)).join('');
  return `<section>\n<h2>${escape(plain(file))} <small>${findings.length}</small></h2>\n<table>\n<thead><tr><th>line</th><th>severity</th><th>message</th><th>rule</th></tr></thead>\n<tbody>\n${rows}</tbody>\n</table>\n</section>\n`;
}

function row({ line, column, severity, rule, message, path, object, fix }: Finding, about: About): string {
  const url = ruleUrl(rule, about);
  const name = url === undefined ? escape(rule) : `<a href="${escape(url)}">${escape(rule)}</a>`;
  const where = [
    ...(object === undefined
      ? []
      : [`${object.kind} ${object.namespace === '' ? '' : `${object.namespace}/`}${object.name}`]),
    ...(path === undefined ? [] : [path]),
  ];
  const place = where.length === 0 ? '' : `<div class="path">${escape(plain(where.join(' · ')))}</div>`;
  const mend = fix === undefined ? '' : ` <span class="fix">${fix.safe ? 'fixable' : 'unsafe fix'}</span>`;
  return `<tr class="${severity}"><td class="line">${line}:${column}</td><td class="severity">${severity}</td><td>${marked(plain(message))}${mend}${place}</td><td class="rule">${name}</td></tr>\n`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Text between backticks as code. */
function marked(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, i) => (i % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part)))
    .join('');
}

const STYLE = `
:root{color-scheme:light dark;--line:#8883;--error:#c62828;--warning:#9a6700;--info:#0b66c3}
@media(prefers-color-scheme:dark){:root{--error:#ff8a80;--warning:#ffcf5c;--info:#82b8ff}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1.5rem}
h1{margin:0;font-size:1.6rem}
header p{margin:.3rem 0 1rem}
.target{opacity:.7}
form{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;position:sticky;top:0;padding:.6rem 0;background:Canvas}
input[type=search]{flex:1 1 18rem;font:inherit;padding:.4rem .6rem}
h2{font-size:1rem;margin:1.6rem 0 .4rem;font-family:ui-monospace,monospace;overflow-wrap:anywhere}
h2 small{opacity:.6;font-weight:normal}
table{border-collapse:collapse;width:100%}
th{position:absolute;left:-99rem}
td{padding:.4rem .6rem;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.line,.rule{font-family:ui-monospace,monospace;font-size:.9em;white-space:nowrap}
.rule{text-align:right}
.severity{font-weight:600;white-space:nowrap}
section{content-visibility:auto;contain-intrinsic-size:auto 20rem}
.error .severity,label.error{color:var(--error)}
.warning .severity,label.warning{color:var(--warning)}
.info .severity,label.info{color:var(--info)}
.path{opacity:.7;font-size:.85em;font-family:ui-monospace,monospace}
.fix{font-size:.8em;border:1px solid var(--line);border-radius:.6em;padding:0 .5em}
code{background:#8882;border-radius:.3em;padding:0 .25em}
.clean{font-size:1.2rem}
@media(max-width:40rem){.rule{white-space:normal}.line{white-space:normal}}
`;

const SCRIPT = `
const search=document.getElementById('search'),boxes=[...document.querySelectorAll('input[type=checkbox]')];
const sections=[...document.querySelectorAll('section')].map(s=>({s,name:s.querySelector('h2').textContent.toLowerCase(),rows:[...s.querySelectorAll('tbody tr')].map(r=>({r,text:r.textContent.toLowerCase()}))}));
function show(){
  const words=search.value.toLowerCase().split(/\\s+/).filter(Boolean),on=new Set(boxes.filter(b=>b.checked).map(b=>b.value));
  let any=false;
  for(const {s,name,rows} of sections){
    let some=false;
    for(const {r,text} of rows){const ok=on.has(r.className)&&words.every(w=>text.includes(w)||name.includes(w));r.hidden=!ok;some=some||ok}
    s.hidden=!some;any=any||some;
  }
  document.getElementById('nothing').hidden=any||sections.length===0;
}
search.addEventListener('input',show);for(const b of boxes)b.addEventListener('change',show);
document.querySelector('form').addEventListener('submit',e=>e.preventDefault());
`;
