import { PEERS, type Peer } from '../parity/checks.ts';
import { REASONS, reasonFor } from '../parity/reasons.ts';

/** The page that leads from the checks of other linters to the rules that find the same. */
export function comingFrom(note: string): string {
  const counts = PEERS.map(
    (peer) => `| [${peer.name}](#${peer.name}) | ${Object.keys(peer.checks).length} | ${without(peer).length} |\n`,
  ).join('');
  return `${note}# Coming from another linter

What each check of other linters is called here. A rule that is not in \`recommended\` has to be switched on: \`--preset strict\`, \`--preset all\`, or by its name.
Annotations by which kube-linter, kube-score and polaris leave an object alone are heeded: they silence the rules that are named beside the check.

| linter | checks | without a rule here |
|---|---|---|
${counts}
\`npm run parity -- FOLDER\` runs kube-linter, kube-score, polaris and kubesec, where they are installed, over a folder of manifests and counts what podlint lacks and what it has alone.

${PEERS.map(section).join('\n')}`;
}

function without({ checks }: Peer): string[] {
  return Object.keys(checks).filter((check) => checks[check]?.length === 0);
}

function section({ name, checks, remarks }: Peer): string {
  const rows = Object.entries(checks).map(([check, rules]) => {
    const links = rules.map((rule) => `[${rule}](rules/${rule}.md)`).join(', ') || '-';
    return `| ${check} | ${links} | ${wordsOn(name, check, remarks[check]).replaceAll('|', '\\|')} |\n`;
  });
  return `## ${name}\n\n| check | rules | |\n|---|---|---|\n${rows.join('')}`;
}

/** What is to be said of a check, and where the rules are quiet though the check speaks. */
function wordsOn(name: string, check: string, remark: string | undefined): string {
  const reason = reasonFor(name, check);
  const quiet = reason === REASONS.none ? '' : `quiet: ${reason}`;
  return [remark ?? '', quiet].filter((words) => words !== '').join('; ');
}
