import { FORMAT_NAMES } from '../format/names.ts';
import { PRESETS } from '../model/rule.ts';
import { FLAGS, type Flag } from './flags.ts';

const COMMANDS = ['lint', 'explain', 'rules', 'init', 'lsp', 'completion'];
const SHELLS = ['bash', 'zsh', 'fish'];

/** What comes after an option, where that is a short list. */
function valuesOf(name: string, rules: readonly string[]): readonly string[] {
  if (name === 'preset') return PRESETS;
  if (name === 'format') return FORMAT_NAMES;
  if (name === 'only' || name === 'skip' || name === 'suppress-rule') return rules;
  if (name === 'missing-schema') return ['error', 'warning', 'info', 'ignore'];
  return name === 'fail-on' ? ['error', 'warning', 'info'] : [];
}

/** A completion script for a shell, made of the table of options. */
export function completionScript(shell: string, rules: readonly string[]): string {
  if (shell === 'bash') return bash(rules);
  return shell === 'zsh' ? zsh(rules) : fish(rules);
}

/** What an option does; the list of formats is offered as values. */
function helpOf({ help }: Flag): string {
  return help.replace('FORMATS', 'the report');
}

function names(): string[] {
  return FLAGS.flatMap((flag) => (flag.negatable ? [`--${flag.name}`, `--no-${flag.name}`] : [`--${flag.name}`]));
}

function bash(rules: readonly string[]): string {
  const cases = FLAGS.map((flag) => ({ flag, values: valuesOf(flag.name, rules) }))
    .filter(({ values }) => values.length > 0)
    .map(
      ({ flag, values }) =>
        `    --${flag.name}${flag.short ? `|-${flag.short}` : ''}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$word")); return ;;\n`,
    );
  return `_podlint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$before" in
${cases.join('')}    explain) COMPREPLY=($(compgen -W '${rules.join(' ')}' -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W '${SHELLS.join(' ')}' -- "$word")); return ;;
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W '${names().join(' ')}' -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
    [[ $COMP_CWORD -eq 1 ]] && COMPREPLY+=($(compgen -W '${COMMANDS.join(' ')}' -- "$word"))
  fi
}
complete -o filenames -F _podlint podlint
`;
}

function zsh(rules: readonly string[]): string {
  const specs = FLAGS.map((flag) => {
    const values = valuesOf(flag.name, rules);
    const value =
      flag.value === undefined ? '' : `:${flag.value}:${values.length > 0 ? `(${values.join(' ')})` : '_files'}`;
    const text = helpOf(flag).replace(/[[\]:']/g, ' ');
    return `    '${flag.repeatable ? '*' : ''}--${flag.name}[${text}]${value}'\n`;
  });
  return `#compdef podlint
_podlint() {
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _alternative 'commands:command:(${COMMANDS.join(' ')})' 'files:file:_files'
    return
  fi
  if [[ $words[2] == explain ]]; then
    _values rule ${rules.join(' ')}
    return
  fi
  if [[ $words[2] == completion ]]; then
    _values shell ${SHELLS.join(' ')}
    return
  fi
  _arguments \\
${specs.map((spec) => spec.replace(/\n$/, ' \\\n')).join('')}    '*:file:_files'
}
compdef _podlint podlint
`;
}

function fish(rules: readonly string[]): string {
  const commands = `complete -c podlint -n __fish_use_subcommand -a '${COMMANDS.join(' ')}'\n`;
  const explain = `complete -c podlint -n '__fish_seen_subcommand_from explain' -f -a '${rules.join(' ')}'\n`;
  const options = FLAGS.map((flag) => {
    const values = valuesOf(flag.name, rules);
    const value = flag.value === undefined ? '' : values.length > 0 ? ` -x -a '${values.join(' ')}'` : ' -r';
    return `complete -c podlint -l ${flag.name}${flag.short ? ` -s ${flag.short}` : ''}${value} -d '${helpOf(flag).replaceAll("'", ' ')}'\n`;
  });
  const shells = `complete -c podlint -n '__fish_seen_subcommand_from completion' -f -a '${SHELLS.join(' ')}'\n`;
  return commands + explain + shells + options.join('');
}
