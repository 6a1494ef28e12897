/** The library: what programs, editors and plugins build on. */
export { type Input, type ObjectReport, type Verdict } from './engine/report.ts';
export type { Result, Summary } from './engine/summary.ts';
export { type Fixed, applyFixes } from './fix/apply.ts';
export { type Config, type ConfigRequest, loadConfig } from './library/config.ts';
export { type FormatOptions, format } from './library/format.ts';
export { type Run, lint, openRun } from './lint.ts';
export type { Edit } from './model/document.ts';
export type { ErrorType, Finding, FindingSource, Fix, ObjectIdentity, Related, Severity } from './model/finding.ts';
export type { Category, Plugin, Preset, Rule, RuleDocs, RuleFinding, RuleReport } from './model/rule.ts';
export type { ExternalObject, Ignore, Override, PodSpecPlace, RuleSetting, Settings } from './model/settings.ts';
export { rules } from './rules/list.gen.ts';
